import * as fc from "fast-check";
import type { OpenDeployment, State } from "../../src/model/store.ts";
import type { Deployment, LogEntry } from "../../src/sevalla/resources.ts";
import { aDeployment, anApp, appId, deploymentId, hour, noon } from "./builders.ts";
import { aHistory, aState } from "./states.ts";

/** Characters that have done harm elsewhere, in pieces that chance would not put together. */
const nasty = fc.constantFrom(
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "](command:workbench.action.quit)",
  "$(error)",
  "\u202eevil\u2066",
  "\u0000\u0007\u001b[31m\u001b]8;;https://example.com\u0007",
  "\ud800",
  "#{constructor}",
  "`; --",
  "\r\n\u2028",
);

/** Text as bad as text can be. */
export const hostileText = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), { maxLength: 6 })
  .map((pieces) => pieces.join(""));

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const time = fc.integer({ min: noon - 1_000 * hour, max: noon + hour });

/** Any deployment that Sevalla's answer can be read as. */
export const anyDeployment: fc.Arbitrary<Deployment> = fc
  .record({
    status: maybe(
      fc.oneof(fc.constantFrom("waiting", "inProgress", "success", "failed", "cancelled", "skipped"), hostileText),
    ),
    type: maybe(hostileText),
    trigger: maybe(fc.oneof(fc.constantFrom("ROLLBACK_DEPLOYMENT", "AUTO_DEPLOY_ON_PUSH"), hostileText)),
    steps: fc.array(fc.oneof(fc.constantFrom("checkout", "build", "rollout"), hostileText), { maxLength: 5 }),
    image: maybe(hostileText),
    gitType: maybe(hostileText),
    repoUrl: maybe(fc.oneof(fc.webUrl(), hostileText)),
    branch: maybe(hostileText),
    commitSha: maybe(
      fc.oneof(fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 }), hostileText),
    ),
    commitMessage: maybe(hostileText),
    authorLogin: maybe(hostileText),
    authorImage: maybe(fc.oneof(fc.webUrl(), hostileText)),
    startedAt: maybe(time),
    finishedAt: maybe(time),
    createdAt: time,
    name: fc.nat({ max: 20 }),
  })
  .map(({ name, ...facts }) => ({
    ...aDeployment("any"),
    ...facts,
    id: deploymentId(`any ${name}`),
    updatedAt: facts.createdAt,
  }));

export const anyLog: fc.Arbitrary<readonly LogEntry[]> = fc.array(
  fc.record({
    id: hostileText,
    message: hostileText,
    severity: maybe(hostileText),
    service: maybe(hostileText),
    at: time,
  }),
  { maxLength: 20 },
);

/** A state in which the first of the deployments is open, with its log. */
export const anyOpenState: fc.Arbitrary<{ readonly state: State; readonly shown: Deployment }> = fc
  .record({
    deployments: fc.array(anyDeployment, { minLength: 1, maxLength: 8 }),
    entries: anyLog,
    name: hostileText,
  })
  .map(({ deployments, entries, name }) => {
    const shop = appId("shop");
    const distinct = [...new Map(deployments.map((one) => [one.id, one])).values()];
    const shown = distinct[0] ?? aDeployment("none");
    const open: OpenDeployment = {
      appId: shop,
      deployment: shown,
      error: undefined,
      log: { kind: "ready", entries, readAt: noon, stale: undefined },
      plan: undefined,
    };
    const state = aState([[shop, aHistory(distinct)]], { apps: [anApp("shop", { name })] });
    return { state: { ...state, open: new Map([[shown.id, open]]) }, shown };
  });
