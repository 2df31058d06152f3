import assert from "node:assert/strict";
import type { RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { deploymentsOf } from "../../../src/model/store.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";

const onePath = /\/deployments\/[^/]+$/;
const logPath = /\/deployments\/[^/]+\/logs$/;

describe("A rollback on its way", () => {
  let desk: RollbackDesk;
  let told: RollbackProgress[];

  beforeEach(async () => {
    desk = await openRollbackDesk();
    told = [];
  });

  afterEach(() => desk.close());

  const following = () => told.flatMap((progress) => (progress.step === "following" ? [progress] : []));

  /** Rolls back; `act` runs once it is on its way, and it takes a hundred seconds. */
  async function run(act = () => {}) {
    const plan = await desk.planned();
    const tell = (progress: RollbackProgress) => {
      told.push(progress);
      if (following().length !== 1 || progress.step !== "following") return;
      const [rollback] = desk.sandbox.account.app("storefront").deployments;
      if (rollback) rollback.life = { waitingMs: 0, buildMs: 0, rolloutMs: 100_000 };
      act();
    };
    return desk.clock.runUntil(desk.started(plan, { tell }));
  }

  it("is told of before any view learns of it, though it ends at once", async () => {
    const plan = await desk.planned();
    const mutate = (answer: unknown) => Object.assign(JSON.parse(JSON.stringify(answer)), { status: "failed" });
    desk.sandbox.fault({ method: "POST" }, { kind: "malformed", mutate });
    const listed = () => deploymentsOf(desk.store.state, desk.shop.id).map(({ id }) => id);
    const known: boolean[] = [];
    const tell = (progress: RollbackProgress) => {
      if (progress.step === "following") known.push(listed().includes(progress.deployment.id));
    };
    const outcome = await desk.clock.runUntil(desk.started(plan, { tell }));
    assert.equal(outcome.kind === "finished" && listed().includes(outcome.deployment.id), true);
    assert.deepEqual(known, [false]);
  });

  it("is looked at every two seconds at first, then every five, and its log every ten", async () => {
    const before = desk.count("GET", onePath);
    assert.equal((await run()).kind, "finished");
    const looks = desk.count("GET", onePath) - before;
    assert.equal(looks >= 24 && looks <= 28, true, `${looks} looks`);
    const logs = desk.count("GET", logPath);
    assert.equal(logs >= 8 && logs <= 11, true, `${logs} logs`);
  });

  it("is not asked for its log, which has a limit of its own, while it cannot be read itself", async () => {
    await run(() => {
      desk.sandbox.fault({ method: "GET", path: onePath, times: 60 }, { kind: "reset" });
    });
    const failing = following().filter(({ trouble }) => trouble !== undefined);
    assert.equal(failing.length > 10, true);
    assert.deepEqual([...new Set(failing.map(({ logLine }) => logLine))], [undefined]);
    assert.equal(desk.count("GET", logPath) <= 6, true);
  });

  it("says so when it can be read again", async () => {
    await run(() => {
      desk.sandbox.fault({ method: "GET", path: onePath, times: 8 }, { kind: "reset" });
    });
    assert.equal(
      following().some(({ trouble }) => trouble?.kind === "offline"),
      true,
    );
    assert.equal(following().at(-1)?.trouble, undefined);
  });

  it("is given up at once when waiting cannot mend what keeps it from being read", async () => {
    const since = desk.clock.now();
    const outcome = await run(() => {
      desk.sandbox.fault({ method: "GET", path: onePath }, { kind: "status", status: 404 });
    });
    assert.equal(outcome.kind, "lost");
    assert.equal(desk.clock.now() - since < 5_000, true);
  });

  it("keeps the last line that was read when its log has nothing to say, or cannot be read", async () => {
    const answers: unknown[] = [[line("Started 1 of 3 instances"), line("  ")], [line("")], [], "nonsense"];
    await run(() => {
      const mutate = () => (answers.length > 1 ? answers.shift() : answers[0]);
      desk.sandbox.fault({ path: logPath }, { kind: "malformed", mutate });
    });
    assert.equal(answers.length, 1);
    assert.equal(following().at(-1)?.logLine, "Started 1 of 3 instances");
  });

  it("tells nothing any more once nobody can be told", async () => {
    const ending = new AbortController();
    const plan = await desk.planned();
    desk.sandbox.fault({ method: "GET", path: onePath }, { kind: "hold", until: new Promise(() => {}) });
    const asked = desk.count("GET", onePath);
    const run = desk.started(plan, { tell: (progress) => told.push(progress), ending: ending.signal });
    const rejected = assert.rejects(desk.clock.runUntil(run), { name: "AbortError" });
    while (desk.count("GET", onePath) === asked) await new Promise((resolve) => setImmediate(resolve));
    const count = told.length;
    ending.abort();
    await rejected;
    assert.equal(told.length, count);
  });

  it("is cancelled at once, not after the next look", async () => {
    const cancel = new AbortController();
    const plan = await desk.planned();
    const run = desk.started(plan, { tell: (progress) => told.push(progress), cancel: cancel.signal });
    while (following().length === 0) await new Promise((resolve) => setImmediate(resolve));
    cancel.abort();
    while (desk.count("POST", /cancel$/) === 0) await new Promise((resolve) => setImmediate(resolve));
    const outcome = await desk.clock.runUntil(run);
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "cancelled");
    assert.equal(desk.count("POST", /cancel$/), 1);
  });
});

function line(message: string) {
  return { id: message, message, service: null, severity: "info", timestamp: "2026-03-10T12:00:00Z" };
}
