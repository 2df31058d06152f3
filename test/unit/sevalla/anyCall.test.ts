import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { type PageRequest, SevallaClient } from "../../../src/sevalla/client.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { FetchInit } from "../../../src/sevalla/fetch.ts";
import type { AppId, DeploymentId } from "../../../src/sevalla/ids.ts";
import type { RequestLine } from "../../../src/sevalla/requests.ts";
import { hostileText } from "../../support/arbitrary.ts";

/** What has been taken for an ID. JSON brings what no type checker saw, as settings and other extensions do. */
interface Id<T> {
  readonly id: T;
  readonly text: string;
  readonly isOne: boolean;
}

function anyId<T extends AppId | DeploymentId>(): fc.Arbitrary<Id<T>> {
  const uuid = fc.uuid();
  const ids = fc.tuple(uuid, fc.boolean()).map(([id, isLoud]): unknown => (isLoud ? id.toUpperCase() : id));
  const beside = fc.constantFrom("/..", "/../..", "/", "\\", "?", "?x=1", "#", "%", "%2f..", " ", "\n", "\0", "\ud800");
  const sly = fc.oneof(
    fc.tuple(uuid, beside).map(([id, piece]) => id + piece),
    fc.tuple(beside, uuid).map(([piece, id]) => piece + id),
    fc.constantFrom("", ".", "..", "../api-keys/validate", "//evil.example", "https://evil.example/", "@evil.example"),
    hostileText,
    fc.jsonValue().filter((value) => typeof value !== "string"),
    fc.constant({ toString: 0, valueOf: 0 }),
  );
  const taken = (value: unknown, isOne: boolean): Id<T> => {
    const id = JSON.parse(JSON.stringify(value));
    return { id, text: typeof id === "string" ? id.toLowerCase() : "", isOne };
  };
  return fc.oneof(
    { weight: 3, arbitrary: ids.map((id) => taken(id, true)) },
    { weight: 2, arbitrary: sly.map((id) => taken(id, false)) },
  );
}

const number = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 12_000 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
);
const time = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
const iso = (ms: number) => new Date(ms).toISOString();
const name = fc.oneof(hostileText, fc.constantFrom("", "../main", "a/b?c#d%e", "ghcr.io/me/shop@sha256:0", '"}', "é"));
const pageRequest = fc.record(
  { offset: number, limit: number, maxAgeMs: fc.nat() },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<PageRequest>;

const given = fc.record({
  app: anyId<AppId>(),
  deployment: anyId<DeploymentId>(),
  page: pageRequest,
  wish: fc.record({ branch: name, image: name, isRestart: fc.boolean() }, { requiredKeys: [] }),
  range: fc.record({ from: time, to: time, stepSeconds: fc.nat() }),
});
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

/** What a call has to come to on the wire. */
interface Due {
  readonly method?: "GET" | "POST" | "PATCH";
  /** Below the API address. */
  readonly path: string;
  /** In full, each by its value or by what that looks like. */
  readonly query?: Readonly<Record<string, string | RegExp>>;
  readonly body?: unknown;
  readonly ids?: readonly Pick<Id<unknown>, "isOne">[];
}

type Call = (client: SevallaClient, given: Given) => readonly [answer: Promise<unknown>, due: Due];

const page = { limit: /^([1-9]|[1-9]\d|100)$/, offset: /^(\d{1,4}|10000)$/ };
const ofRange = ({ range: { from, to, stepSeconds } }: Given) => ({
  from: iso(from),
  to: iso(to),
  interval_in_seconds: String(stepSeconds),
});
const below = (path: string, { app }: Given) => ({ path: `/applications/${app.text}${path}`, ids: [app] });
const belowBoth = (path: string, { app, deployment }: Given) => ({
  path: `/applications/${app.text}/deployments/${deployment.text}${path}`,
  ids: [app, deployment],
});

const calls: Readonly<Record<string, Call>> = {
  listApps: (client, { page: asked }) => [client.listApps(asked), { path: "/applications", query: page }],
  getApp: (client, all) => [client.getApp(all.app.id), below("", all)],
  listDeployments: (client, all) => [
    client.listDeployments(all.app.id, all.page),
    { ...below("/deployments", all), query: page },
  ],
  getDeployment: (client, all) => [client.getDeployment(all.app.id, all.deployment.id), belowBoth("", all)],
  rollBack: (client, all) => [
    client.rollBack(all.app.id, all.deployment.id),
    {
      ...{ ...below("/deployments/rollback", all), ids: [all.app, all.deployment], method: "POST" },
      body: { deployment_id: all.deployment.text },
    },
  ],
  rollBackToTheLast: (client, all) => [
    client.rollBack(all.app.id, undefined),
    { ...below("/deployments/rollback", all), method: "POST" },
  ],
  deploy: (client, all) => {
    const { branch, image, isRestart } = all.wish;
    const body = JSON.parse(JSON.stringify({ branch, docker_image: image, is_restart: isRestart }));
    return [client.deploy(all.app.id, all.wish), { ...below("/deployments", all), method: "POST", body }];
  },
  cancelDeployment: (client, all) => [
    client.cancelDeployment(all.app.id, all.deployment.id),
    { ...belowBoth("/cancel", all), method: "POST" },
  ],
  setAutoDeploy: (client, all) => [
    client.setAutoDeploy(all.app.id, false),
    { ...below("", all), method: "PATCH", body: { auto_deploy: false } },
  ],
  deploymentLog: (client, all) => [client.deploymentLog(all.app.id, all.deployment.id), belowBoth("/logs", all)],
  runtimeLog: (client, all) => [
    client.runtimeLog(all.app.id, all.range.from),
    { ...below("/runtime-logs", all), query: { from: iso(all.range.from), limit: "1000" } },
  ],
  statusCodes: (client, all) => [
    client.statusCodes(all.app.id, all.range),
    { ...below("/metrics/status-codes", all), query: ofRange(all) },
  ],
  responseTimes: (client, all) => [
    client.responseTimes(all.app.id, all.range),
    { ...below("/metrics/response-time-avg", all), query: ofRange(all) },
  ],
  listDomains: (client, all) => [client.listDomains(all.app.id, all.page), { ...below("/domains", all), query: page }],
  listProcesses: (client, all) => [
    client.listProcesses(all.app.id, all.page),
    { ...below("/processes", all), query: page },
  ],
  listEnvVars: (client, all) => [client.listEnvVars(all.app.id, all.page), { ...below("/env-vars", all), query: page }],
};

const address = fc.constantFrom(
  "https://api.sevalla.com/v3",
  "https://api.sevalla.com/v3/",
  "https://gateway.example",
  "https://gateway.example:8443/a%20b/sevalla/v3",
  "http://127.0.0.1:4010/v3",
);
const visible = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index));
const tail = fc.string({ unit: fc.constantFrom(...visible), minLength: 12, maxLength: 40 });
const goodToken = tail.map((text) => `svl_${text}`);
const badToken = fc.oneof(
  fc.constantFrom(undefined, "", " "),
  fc.tuple(tail, fc.constantFrom("\n", "\0", " ", "é", "\ud800")).map(([text, piece]) => `svl_${text}${piece}`),
  fc.constant(`svl_${"x".repeat(4_097)}`),
);
const status = fc.constantFrom(200, 204, 400, 401, 403, 404, 409, 422, 429, 500, 503);
/** Those after which what only reads is asked for again, three times. */
const passing: readonly number[] = [429, 500, 503];

interface Sent {
  readonly url: string;
  readonly init: FetchInit;
}

/** A client that notes what it sends and what it writes down. */
function notingClient(baseUrl: string, token: string | undefined, status: number) {
  const sent: Sent[] = [];
  const lines: RequestLine[] = [];
  const client = new SevallaClient({
    fetch: async (url, init) => {
      sent.push({ url, init });
      return { status, headers: { get: () => null }, body: null };
    },
    baseUrl,
    token: () => token,
    wait: async () => {},
    log: (line) => lines.push(line),
  });
  return { client, sent, lines };
}

async function errorOf(answer: Promise<unknown>): Promise<SevallaError | undefined> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    assert.ok(error instanceof SevallaError, inspect(error));
    return error;
  }
}

function assertAsDue({ url, init }: Sent, baseUrl: string, token: string, due: Due): void {
  const { origin, pathname, searchParams, hash, username, password, href } = new URL(url);
  const base = new URL(baseUrl);
  assert.equal(href, url, "it can be read in one way only");
  assert.equal(origin, base.origin);
  assert.equal(pathname, base.pathname.replace(/\/$/, "") + due.path);
  assert.equal(hash + username + password, "");
  const query = due.query ?? {};
  assert.deepEqual([...searchParams.keys()].sort(), Object.keys(query).sort());
  for (const [key, value] of Object.entries(query)) {
    const found = searchParams.get(key) ?? "";
    if (typeof value === "string") assert.equal(found, value);
    else assert.match(found, value);
  }
  const { authorization, ...others } = init.headers;
  assert.equal(authorization, `Bearer ${token}`);
  const type = due.body === undefined ? {} : { "content-type": "application/json" };
  assert.deepEqual(others, { accept: "application/json", ...type });
  assert.equal(init.method, due.method ?? "GET");
  assert.equal(init.redirect, "manual");
  assert.deepEqual(init.body === undefined ? undefined : JSON.parse(init.body), due.body);
}

describe("Whatever a call is given,", () => {
  for (const [name, call] of Object.entries(calls)) {
    it(`it is sent where it belongs, or not at all, and the key in its header alone: ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(given, address, goodToken, status, async (all, baseUrl, token, status) => {
          const { client, sent, lines } = notingClient(baseUrl, token, status);
          const [answer, due] = call(client, all);
          const error = await errorOf(answer);
          const isAsked = (due.ids ?? []).every(({ isOne }) => isOne);
          const isTriedAgain = due.method === undefined && passing.includes(status);
          assert.equal(sent.length, isAsked ? (isTriedAgain ? 4 : 1) : 0);
          if (!isAsked) assert.equal(error?.fate, "notSent");
          for (const one of sent) assertAsDue(one, baseUrl, token, due);
          const told = inspect([error, lines, sent.map(({ url, init }) => [url, init.body])], { depth: 10 });
          assert.ok(!told.includes(token), told);
        }),
      );
    });
  }

  it("nothing is sent with a key that could not stand in a header, which is told to nobody", async () => {
    const each = fc.constantFrom(...Object.values(calls));
    await fc.assert(
      fc.asyncProperty(each, given, address, badToken, async (call, all, baseUrl, token) => {
        const { client, sent, lines } = notingClient(baseUrl, token, 200);
        const error = await errorOf(call(client, all)[0]);
        assert.equal(error?.fate, "notSent");
        assert.deepEqual([sent, lines], [[], []]);
        assert.equal(token !== undefined && token.length > 1 && inspect(error, { depth: 10 }).includes(token), false);
      }),
    );
  });

  it("a key is checked by itself, whichever is in use", async () => {
    await fc.assert(
      fc.asyncProperty(goodToken, goodToken, address, status, async (inUse, token, baseUrl, status) => {
        const { client, sent, lines } = notingClient(baseUrl, inUse, status);
        const error = await errorOf(client.checkKey(token));
        assert.ok(sent.length > 0);
        for (const one of sent) assertAsDue(one, baseUrl, token, { path: "/api-keys/validate" });
        const told = inspect([error, lines, sent.map(({ url }) => url)], { depth: 10 });
        assert.ok(!told.includes(token) && !told.includes(inUse));
      }),
    );
  });
});
