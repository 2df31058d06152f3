import assert from "node:assert/strict";
import type { FollowOptions, RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";
import { until } from "../../support/startedSession.ts";

const onePath = /\/deployments\/[^/]+$/;
const logPath = /\/deployments\/[^/]+\/logs$/;
const second = 1_000;
const never = new AbortController().signal;

describe("While the limit on logs is used up, and tries again wait by the clock", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk({ isWaitingByClock: true });
    desk.sandbox.fault({ path: logPath }, { kind: "status", status: 429, resetSeconds: 55 });
  });

  afterEach(() => desk.close());

  const inSandbox = () => desk.sandbox.account.app("storefront");

  /** Deploys or rolls back, and answers how it ended and how long that took. */
  async function carriedOut(verb: "deploy" | "roll back", options: Partial<FollowOptions> = {}) {
    const since = desk.clock.now();
    const all = { tell: () => {}, cancel: never, ending: never, ...options };
    const running =
      verb === "roll back"
        ? desk.started(await desk.planned(), all)
        : desk.deploys.run(desk.shop, { branch: "main" }, desk.session.state, all);
    const outcome = await desk.clock.runUntil<{ readonly kind: string }>(running);
    return { outcome, ms: desk.clock.now() - since };
  }

  /** How long the work takes in Sevalla, from the start to the end. */
  function lasting(ms: number) {
    const [newest] = inSandbox().deployments;
    if (newest) newest.life = { waitingMs: 0, buildMs: 0, rolloutMs: ms };
  }

  for (const verb of ["roll back", "deploy"] as const) {
    it(`the end of what was asked for by "${verb}" is told when it comes`, async () => {
      const tell = ({ step }: RollbackProgress) => {
        if (step === "following") lasting(6 * second);
      };
      const { outcome, ms } = await carriedOut(verb, { tell });
      assert.equal(outcome.kind, "finished");
      assert.equal(ms <= 10 * second, true, `${ms} ms`);
    });

    it(`the failure of what was asked for by "${verb}" is told when it comes`, async () => {
      inSandbox().nextEnd = "failed";
      const tell = ({ step }: RollbackProgress) => {
        if (step === "following") lasting(6 * second);
      };
      const { outcome, ms } = await carriedOut(verb, { tell });
      assert.equal(outcome.kind, "finished");
      assert.equal(ms <= 10 * second, true, `${ms} ms`);
    });

    it(`what was asked for by "${verb}" is cancelled when the user wishes it`, async () => {
      const cancel = new AbortController();
      let wishedAt = 0;
      let cancellingAt = 0;
      const tell = ({ step }: RollbackProgress) => {
        if (step === "cancelling") cancellingAt ||= desk.clock.now();
        if (step !== "following" || wishedAt > 0) return;
        lasting(100 * second);
        wishedAt = desk.clock.now() + 5 * second;
        desk.clock.after(5 * second, () => cancel.abort());
      };
      const { outcome } = await carriedOut(verb, { tell, cancel: cancel.signal });
      assert.equal(outcome.kind === "finished" && inSandbox().deployments[0]?.cancelledAt !== null, true);
      assert.equal(cancellingAt, wishedAt);
    });
  }
});

describe("While Sevalla keeps an answer back", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk({ isWaitingByClock: true });
  });

  afterEach(() => desk.close());

  it("a rollback is cancelled all the same, and what it is told of is no trouble", async () => {
    const plan = await desk.planned();
    const cancel = new AbortController();
    const told: RollbackProgress[] = [];
    desk.sandbox.fault({ path: onePath, method: "GET", times: 1 }, { kind: "hold", until: new Promise(() => {}) });
    const asked = desk.count("GET", onePath);
    const running = desk.started(plan, { tell: (progress) => told.push(progress), cancel: cancel.signal });
    const outcome = desk.clock.runUntil(running);
    await until(() => desk.count("GET", onePath) > asked);
    assert.equal(desk.count("POST", /cancel$/), 0);
    cancel.abort();
    const ended = await outcome;
    assert.equal(ended.kind === "finished" && ended.deployment.status, "cancelled");
    assert.deepEqual(
      told.flatMap((progress) => ("trouble" in progress ? (progress.trouble ?? []) : [])),
      [],
    );
  });

  it("a rollback that fails is told of without its log, which is given up after five seconds", async () => {
    const limits: { readonly ms: number; readonly run: () => void }[] = [];
    const after = (ms: number, run: () => void) => {
      const limit = { ms, run };
      limits.push(limit);
      return () => void limits.splice(limits.indexOf(limit), 1);
    };
    const window = await desk.openWindow({ isWaitingByClock: true, after });
    const plan = await window.planned();
    desk.sandbox.account.app("storefront").nextEnd = "failed";
    desk.sandbox.fault({ path: logPath }, { kind: "hold", until: new Promise(() => {}) });
    let outcome: string | undefined;
    const running = window.run(plan).then(({ kind }) => {
      outcome = kind;
    });
    await until(() => {
      for (const { ms, run } of [...limits]) if (ms === 5 * second) run();
      return outcome !== undefined;
    });
    await running;
    assert.equal(outcome, "finished");
  });
});
