import assert from "node:assert/strict";
import { compare, type Effect, minutesAfter } from "../../../src/model/effect.ts";
import { EffectWatch } from "../../../src/model/effectWatch.ts";
import { newlyOpened } from "../../../src/model/store.ts";
import type { Deployment, DeploymentId } from "../../../src/sevalla/resources.ts";
import { deploymentId, hour, minute } from "../../support/builders.ts";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";

describe("The watch over a rollback's effect", () => {
  let desk: RollbackDesk;
  let watch: EffectWatch;
  let told: DeploymentId[];

  beforeEach(async () => {
    desk = await openRollbackDesk();
    watch = new EffectWatch(desk);
    told = [];
    watch.onDidFinish((id) => told.push(id));
  });

  afterEach(async () => {
    watch.dispose();
    await desk.close();
  });

  const asked = () => desk.count("GET", /\/metrics\//);
  const effectOf = ({ id }: Deployment): Effect => {
    const effect = desk.store.state.effects.get(id);
    if (!effect) throw new Error("nothing is watched");
    return effect;
  };

  async function rolledBack(): Promise<Deployment> {
    const outcome = await desk.run(await desk.planned());
    if (outcome.kind !== "finished") throw new Error(outcome.kind);
    return outcome.deployment;
  }

  async function followed(): Promise<Deployment> {
    const deployment = await rolledBack();
    watch.follow(deployment);
    await desk.clock.whenWaiting();
    return deployment;
  }

  /** Winds to the next read and waits until it has been taken up. */
  async function nextRead(): Promise<void> {
    desk.clock.advance(desk.clock.nextIn ?? Number.NaN);
    await settled();
  }

  /** Until something waits for the clock again, or everything is over. */
  async function settled(): Promise<void> {
    const isBusy = () =>
      desk.clock.waiting === 0 && [...desk.store.state.effects.values()].some(({ isOver }) => !isOver);
    do await new Promise((resolve) => setImmediate(resolve));
    while (isBusy());
  }

  function deployAnother(): void {
    const { deployments } = desk.sandbox.account.app("storefront");
    const [live] = deployments;
    if (!live) throw new Error("nothing live");
    const id = "00000000-0000-4000-8000-000000000001";
    deployments.unshift({ ...live, id, trigger: "MANUAL_DEPLOY", createdAt: desk.clock.now() });
  }

  function show(deployment: Deployment): void {
    desk.store.setOpen(deployment.id, { ...newlyOpened(deployment.appId), deployment });
  }

  async function shown(deployment: Deployment): Promise<void> {
    show(deployment);
    while (!desk.store.state.effects.has(deployment.id)) await new Promise((resolve) => setImmediate(resolve));
    await settled();
  }

  it("reads two figures at once, two a minute for ten minutes, and then tells", async () => {
    const deployment = await followed();
    assert.equal(asked(), 2);
    assert.equal(minutesAfter(effectOf(deployment)), 0);
    for (let read = 1; read <= 10; read++) {
      assert.deepEqual(told, []);
      await nextRead();
      assert.equal(asked(), 2 + 2 * read);
      assert.equal(minutesAfter(effectOf(deployment)), read);
    }
    assert.deepEqual(told, [deployment.id]);
    assert.equal(effectOf(deployment).isOver, true);
    assert.equal(compare(effectOf(deployment)).verdict, "better");
    assert.equal(desk.clock.waiting, 0);
  });

  it("reads by Sevalla's clock, whatever our own says", async () => {
    const deployment = await rolledBack();
    for (const skew of [-2 * hour, 2 * hour]) {
      watch.follow({ ...deployment, finishedAt: (deployment.finishedAt ?? 0) + skew });
      await settled();
      await nextRead();
      assert.equal(minutesAfter(effectOf(deployment)), 1);
    }
  });

  it("does not watch a rollback that has failed", async () => {
    const deployment = await rolledBack();
    watch.follow({ ...deployment, status: "failed" });
    assert.equal(desk.store.state.effects.size, 0);
  });

  it("begins when the details of a new rollback are opened, and tells nobody", async () => {
    const deployment = await rolledBack();
    desk.clock.advance(4 * minute + 10_000);
    await shown(deployment);
    assert.equal(minutesAfter(effectOf(deployment)), 4);
    for (let read = 5; read <= 10; read++) await nextRead();
    assert.equal(effectOf(deployment).isOver, true);
    assert.equal(asked(), 14);
    assert.deepEqual(told, []);
  });

  it("reads once for a rollback of hours ago, and not at all for one of days ago or for another deployment", async () => {
    const deployment = await rolledBack();
    desk.clock.advance(5 * hour);
    await shown(deployment);
    assert.equal(asked(), 2);
    assert.equal(effectOf(deployment).isOver, true);
    assert.equal(compare(effectOf(deployment)).after.minutes, 10);
    desk.store.setOpen(deployment.id, undefined);
    desk.store.setEffect(deployment.id, undefined);
    desk.clock.advance(20 * hour);
    show(deployment);
    show({ ...deployment, trigger: "MANUAL_DEPLOY", createdAt: desk.clock.now() });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(asked(), 2);
  });

  it("ends without a verdict when another deployment goes live", async () => {
    const deployment = await followed();
    await nextRead();
    await nextRead();
    deployAnother();
    desk.clock.advance(40_000);
    await desk.reader.readHistory(deployment.appId);
    await nextRead();
    assert.equal(effectOf(deployment).isOver, true);
    assert.equal(minutesAfter(effectOf(deployment)), 2);
    assert.deepEqual(told, []);
    assert.equal(desk.clock.waiting, 0);
  });

  it("learns before the verdict of a deployment that nobody has shown", async () => {
    const deployment = await followed();
    desk.clock.advance(20_000);
    deployAnother();
    for (let read = 1; read <= 10; read++) await nextRead();
    assert.notEqual(effectOf(deployment).overtakenAt, undefined);
    assert.deepEqual(told, []);
  });

  it("keeps the last good figures when a read fails, waits longer each time, and goes on", async () => {
    const deployment = await followed();
    await nextRead();
    const remove = desk.sandbox.fault({ path: /metrics/ }, { kind: "status", status: 503 });
    await nextRead();
    assert.equal(effectOf(deployment).error?.kind, "server");
    assert.equal(minutesAfter(effectOf(deployment)), 1);
    assert.equal(desk.clock.nextIn, minute);
    await nextRead();
    assert.equal(desk.clock.nextIn, 2 * minute);
    remove();
    await nextRead();
    assert.equal(effectOf(deployment).error, undefined);
    assert.equal(minutesAfter(effectOf(deployment)), 5);
  });

  it("gives up when it is refused, or has failed five times", async () => {
    for (const [status, reads] of [
      [403, 1],
      [503, 5],
    ] as const) {
      desk.sandbox.fault({ path: /metrics/ }, { kind: "status", status });
      const deployment = await rolledBack();
      watch.follow(deployment);
      show(deployment);
      await settled();
      for (let read = 1; read < reads; read++) await nextRead();
      assert.equal(effectOf(deployment).isOver, true);
      assert.equal(desk.clock.waiting, 0);
      assert.deepEqual(told, []);
      desk.sandbox.clearFaults();
    }
  });

  it("is tried again by whoever opens the details again", async () => {
    desk.sandbox.fault({ path: /metrics/ }, { kind: "status", status: 403 });
    const deployment = await rolledBack();
    await shown(deployment);
    assert.equal(effectOf(deployment).error?.kind, "forbidden");
    desk.sandbox.clearFaults();
    desk.store.setOpen(deployment.id, undefined);
    await shown(deployment);
    assert.equal(effectOf(deployment).error, undefined);
    assert.notEqual(effectOf(deployment).figures, undefined);
  });

  it("stops when somebody signs out, and forgets what it had read", async () => {
    await followed();
    await nextRead();
    await desk.session.signOut();
    assert.equal(desk.clock.waiting, 0);
    assert.equal(desk.store.state.effects.size, 0);
  });

  it("begins anew when the key is turned down in the middle and accepted again", async () => {
    const deployment = await followed();
    show(deployment);
    await nextRead();
    desk.session.reject(desk.session.state);
    assert.equal(desk.clock.waiting, 0);
    assert.equal(desk.store.state.effects.size, 0);
    await desk.session.signIn(desk.sandbox.keys.valid, desk.sandbox.url);
    await desk.reader.readOpen(deployment.appId, deployment.id);
    await settled();
    assert.equal(minutesAfter(effectOf(deployment)), 1);
    assert.equal(desk.clock.waiting, 1);
  });

  it("goes on to the verdict when somebody signs in with the same key once more, whatever is being read", async () => {
    const deployment = await followed();
    await nextRead();
    await desk.session.signIn(desk.sandbox.keys.valid, desk.sandbox.url);
    for (let read = 2; read < 10; read++) await nextRead();
    const isAnswered = gate();
    const path = /\/metrics\//;
    desk.sandbox.fault({ path, times: 2 }, { kind: "hold", until: isAnswered.opened });
    const before = asked();
    desk.clock.advance(desk.clock.nextIn ?? Number.NaN);
    while (asked() < before + 2) await new Promise((resolve) => setImmediate(resolve));
    await desk.session.signIn(desk.sandbox.keys.valid, desk.sandbox.url);
    isAnswered.open();
    await settled();
    assert.deepEqual([told, minutesAfter(effectOf(deployment))], [[], 9]);
    await nextRead();
    assert.deepEqual([told, minutesAfter(effectOf(deployment))], [[deployment.id], 10]);
  });

  it("watches each of several rollbacks once", async () => {
    const deployment = await rolledBack();
    const other = { ...deployment, id: deploymentId("other") };
    desk.store.update((state) => ({
      ...state,
      open: new Map(
        [deployment, other].map((one) => [one.id, { ...newlyOpened(one.appId), deployment: one }] as const),
      ),
    }));
    await settled();
    while (desk.clock.waiting < 2) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked(), 4);
    assert.equal(desk.clock.waiting, 2);
  });

  it("leaves nothing of what it has read to the end to who signs in next", async () => {
    const deployment = await rolledBack();
    desk.clock.advance(hour);
    await shown(deployment);
    assert.equal(effectOf(deployment).isOver, true);
    await desk.session.signOut();
    assert.equal(desk.store.state.effects.size, 0);
  });

  it("stops when the extension ends", async () => {
    await followed();
    watch.dispose();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(desk.clock.waiting, 0);
    assert.equal(asked(), 2);
  });
});
