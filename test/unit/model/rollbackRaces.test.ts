import assert from "node:assert/strict";
import type { RollbackOutcome, RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import type { Fault, FaultMatch } from "../../sandbox/fault.ts";
import { statusOf } from "../../sandbox/life.ts";
import { deploymentIdsOf } from "../../support/desk.ts";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";
import { Truth } from "../../support/truth.ts";

type Step = RollbackProgress["step"];

/** What happens to one rollback, and what the user must be told in the end. */
interface Race {
  readonly what: string;
  /** Whether the user names the target: not the one that Sevalla would take by itself. */
  readonly isTargetNamed?: boolean;
  /** What goes wrong with the request, or with those that `faulty` matches. */
  readonly fault?: Fault;
  readonly faulty?: FaultMatch;
  /** What happens when this step is first told of. */
  readonly at?: Partial<Record<Step, (scene: Scene) => void>>;
  /** How many requests for a rollback are sent; there is never a second. */
  readonly posts: 0 | 1;
  /** How many rollbacks Sevalla makes of it. */
  readonly made: 0 | 1;
  readonly kind: RollbackOutcome["kind"];
  readonly words: RegExp;
}

interface Scene {
  readonly desk: RollbackDesk;
  readonly truth: Truth;
  readonly plan: RollbackPlan;
}

const rollbackPath = /\/deployments\/rollback$/;
const onePath = /\/deployments\/[^/]+$/;
const slow = { waitingMs: 0, buildMs: 60_000, rolloutMs: 60_000 };
const late = gate();
const notCertain = /^It is not certain whether Storefront is being rolled back\..* The request was not sent again\./;
const untouched = /was not rolled back|Nothing was rolled back/;
const done = /^Storefront is rolled back\. Live now: /;

const races: readonly Race[] = [
  ...(
    [
      ["a 500", { kind: "applyThenFail" }],
      ["a 504", { kind: "applyThenFail", status: 504 }],
      ["a reset connection", { kind: "applyThenFail", how: "drop" }],
      ["half an answer", { kind: "reset", when: "midBody" }],
      ["nonsense", { kind: "truncated" }],
      ["silence", { kind: "hold", until: late.opened }],
    ] as const
  ).map(
    ([what, fault]): Race => ({
      what: `Sevalla does it, but answers with ${what}`,
      fault,
      ...(fault.kind === "hold" ? { at: { searching: () => late.open() } } : {}),
      ...{ posts: 1, made: 1, kind: "finished", words: done },
    }),
  ),
  ...(
    [
      ["a 500", { kind: "status", status: 500 }],
      ["a gateway's 502", { kind: "html" }],
      ["a reset connection", { kind: "reset" }],
      ["silence", { kind: "hold", until: new Promise(() => {}) }],
    ] as const
  ).map(
    ([what, fault]): Race => ({
      what: `Sevalla does nothing and answers with ${what}`,
      fault,
      ...{ posts: 1, made: 0, kind: "unconfirmed", words: notCertain },
    }),
  ),
  {
    what: "the limit on requests is reached",
    fault: { kind: "status", status: 429, resetSeconds: 2 },
    ...{
      posts: 1,
      made: 0,
      kind: "refused",
      words: /limit on requests has been reached\. Storefront was not rolled back/,
    },
  },
  {
    what: "the key is turned down at that moment",
    at: { sending: ({ desk }) => desk.sandbox.revoke(desk.sandbox.keys.valid) },
    ...{ posts: 1, made: 0, kind: "refused", words: /did not accept the API key\. Storefront was not rolled back\./ },
  },
  {
    what: "the key is turned down while the answer is looked for",
    fault: { kind: "applyThenFail" },
    at: { searching: ({ desk }) => desk.sandbox.revoke(desk.sandbox.keys.valid) },
    ...{ posts: 1, made: 1, kind: "unconfirmed", words: notCertain },
  },
  {
    what: "the key is turned down once it has started",
    at: { following: ({ desk }) => desk.sandbox.revoke(desk.sandbox.keys.valid) },
    ...{ posts: 1, made: 1, kind: "lost", words: /was started, but it cannot be followed any more\. .*API key/ },
  },
  {
    what: "the chosen target is ignored",
    isTargetNamed: true,
    fault: { kind: "ignoreTarget" },
    ...{ posts: 1, made: 1, kind: "finished", words: /^Sevalla rolled Storefront back to .*, not to .* as asked\.$/ },
  },
  {
    what: "the chosen target is gone before it is checked",
    isTargetNamed: true,
    at: { checking: forgetTarget },
    ...{ posts: 0, made: 0, kind: "changed", words: /no longer has that deployment\. Nothing was rolled back\./ },
  },
  {
    what: "the chosen target goes between the check and the request",
    isTargetNamed: true,
    at: { sending: forgetTarget },
    ...{ posts: 1, made: 0, kind: "refused", words: /was not rolled back/ },
  },
  {
    what: "the target that Sevalla takes by itself is gone before it is checked",
    at: { checking: forgetTarget },
    ...{ posts: 0, made: 0, kind: "changed", words: /would now go back to .* Nothing was rolled back\./ },
  },
  {
    what: "somebody else's deployment is live before it is checked",
    at: { checking: ({ truth }) => truth.another() },
    ...{ posts: 0, made: 0, kind: "changed", words: /live is now .* Nothing was rolled back\./ },
  },
  {
    what: "somebody else's deployment begins before it is checked",
    at: { checking: ({ truth }) => truth.another({ life: slow }) },
    ...{ posts: 0, made: 0, kind: "changed", words: /is being deployed right now .* Nothing was rolled back\./ },
  },
  {
    what: "somebody else's deployment begins between the check and the request",
    at: { sending: ({ truth }) => truth.another({ life: slow }) },
    ...{
      posts: 1,
      made: 0,
      kind: "refused",
      words: /Another deployment .* is in progress\. Storefront was not rolled back/,
    },
  },
  {
    what: "somebody else rolls back to something else while an answer is lost",
    fault: { kind: "status", status: 500 },
    at: { searching: rollBackElsewhere },
    ...{ posts: 1, made: 0, kind: "unconfirmed", words: /which may be somebody else's; none to .* is to be seen\./ },
  },
  {
    what: "somebody else rolls back to something else after it was done and its answer lost",
    fault: { kind: "applyThenFail" },
    at: { following: rollBackElsewhere },
    ...{
      posts: 1,
      made: 1,
      kind: "finished",
      words: /^Storefront was rolled back to .*, but something else has become live/,
    },
  },
  {
    what: "somebody deploys while Sevalla cannot be reached to follow it",
    faulty: { method: "GET", path: onePath, times: 8 },
    fault: { kind: "reset" },
    at: { following: ({ truth, desk }) => desk.clock.after(8_000, () => truth.another()) },
    ...{ posts: 1, made: 1, kind: "finished", words: /something else has become live since then\. Live now: / },
  },
  {
    what: "it fails",
    at: { checking: ({ desk }) => fail(desk) },
    ...{
      posts: 1,
      made: 1,
      kind: "finished",
      words: /^The rollback of Storefront ended as "failed"\. .* is still live\./,
    },
  },
  {
    what: "it fails and somebody deploys a correction at once",
    at: { checking: ({ desk }) => fail(desk), following: deployCorrection },
    ...{ posts: 1, made: 1, kind: "finished", words: /ended as "failed"\. Live now: Correct it .*Its log ends with: / },
  },
  {
    what: "what is live afterwards cannot be read",
    at: {
      following: ({ desk }) => desk.sandbox.fault({ path: /\/deployments$/ }, { kind: "status", status: 403 }),
    },
    ...{
      posts: 1,
      made: 1,
      kind: "finished",
      words: /^Storefront was rolled back to .*\. What is live now could not be/,
    },
  },
];

describe("A rollback among others, and among faults, is sent once at most and never told of untruly:", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk({ timeoutMs: 1_000 });
  });

  afterEach(() => desk.close());

  for (const { what, isTargetNamed, fault, faulty, at = {}, posts, made, kind, words } of races) {
    it(what, async () => {
      const truth = new Truth(desk);
      const plan = await desk.planned(isTargetNamed ? earlierTarget(desk) : undefined);
      if (fault) desk.sandbox.fault(faulty ?? { path: rollbackPath }, fault);
      const seen = new Set<Step>();
      const tell = ({ step }: RollbackProgress) => {
        if (!seen.has(step)) at[step]?.({ desk, truth, plan });
        seen.add(step);
      };
      const outcome = await desk.clock.runUntil(desk.started(plan, { tell }));
      assert.equal(outcome.kind, kind);
      assert.match(truth.told(outcome, plan), words);
      assert.equal(truth.posts, posts);
      assert.equal(truth.ours.length, made);
      if (outcome.kind === "finished") assert.equal(outcome.deployment.id, truth.ours[0]?.id);
      assert.equal(untouched.test(truth.told(outcome, plan)), kind === "changed" || kind === "refused");
    });
  }

  it("does not take a deployment that is no rollback for one while an answer is lost", async () => {
    const truth = new Truth(desk);
    const plan = await desk.planned();
    desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
    const { image, commitSha } = { image: plan.target.image ?? null, commitSha: plan.target.commitSha ?? null };
    const tell = ({ step }: RollbackProgress) => {
      if (step === "searching") truth.another({ image, commitSha, trigger: "MANUAL_DEPLOY" });
    };
    const outcome = await desk.clock.runUntil(desk.started(plan, { tell }));
    assert.equal(outcome.kind === "unconfirmed" && outcome.other, undefined);
    truth.told(outcome, plan);
  });
});

function earlierTarget(desk: RollbackDesk) {
  const { deployments } = desk.sandbox.account.app("storefront");
  const now = desk.sevallaNow();
  const good = deployments.filter((one) => statusOf(one, now) === "success" && one.image !== null);
  const found = deploymentIdsOf(desk.sandbox, "storefront").find((id) => id === good[3]?.id);
  if (!found) throw new Error("no earlier target");
  return found;
}

function forgetTarget({ desk, plan }: Scene): void {
  const app = desk.sandbox.account.app("storefront");
  app.deployments = app.deployments.filter(({ id }) => id !== plan.target.id);
}

function rollBackElsewhere({ desk, truth }: Scene): void {
  const { deployments } = desk.sandbox.account.app("storefront");
  const old = deployments.findLast(({ end, commitSha }) => end === "success" && commitSha !== null);
  if (!old) throw new Error("no old deployment");
  const { image, commitSha, commitMessage } = old;
  const createdAt = desk.sevallaNow() + 1;
  truth.another({ image, commitSha, commitMessage, createdAt, trigger: "ROLLBACK_DEPLOYMENT" });
}

function deployCorrection({ truth }: Scene): void {
  truth.another({
    commitMessage: "Correct it",
    commitSha: "c0ffee0".padEnd(40, "0"),
    trigger: "MANUAL_DEPLOY",
    end: "success",
  });
}

function fail(desk: RollbackDesk): void {
  desk.sandbox.account.app("storefront").nextEnd = "failed";
}
