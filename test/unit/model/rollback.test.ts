import assert from "node:assert/strict";
import type { RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import { historyOf } from "../../../src/model/store.ts";
import type { SevallaError } from "../../../src/sevalla/errors.ts";
import type { AppSummary, DeploymentId } from "../../../src/sevalla/resources.ts";
import { defaultTarget, liveDeployment } from "../../sandbox/life.ts";
import { hour } from "../../support/builders.ts";
import { deploymentIdsOf } from "../../support/desk.ts";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";

const rollbackPath = /\/deployments\/rollback$/;

describe("A rollback", () => {
  let desk: RollbackDesk;
  let shop: AppSummary;

  beforeEach(async () => {
    desk = await openRollbackDesk();
    shop = desk.shop;
  });

  afterEach(() => desk.close());

  const inSandbox = () => desk.sandbox.account.app("storefront");
  const posts = () => desk.sandbox.requests.filter(({ method }) => method === "POST");
  const planned = (targetId?: DeploymentId, app = shop) => desk.planned(targetId, app);
  const run = (plan: RollbackPlan, told: RollbackProgress[] = []) => desk.run(plan, told);

  /** An earlier successful deployment that is not the one Sevalla takes by itself. */
  function earlierTarget(): DeploymentId {
    const now = desk.clock.now();
    const usual = defaultTarget(inSandbox(), now);
    const [, , ...rest] = deploymentIdsOf(desk.sandbox, "storefront");
    const found = rest.find((id) => {
      const deployment = inSandbox().deployments.find((one) => one.id === id);
      return deployment?.end === "success" && deployment.image !== usual?.image && id !== usual?.id;
    });
    if (!found) throw new Error("no earlier target");
    return found;
  }

  it("is planned as Sevalla would do it, from what is there now", async () => {
    const plan = await planned();
    assert.equal(plan.live.id, liveDeployment(inSandbox(), desk.clock.now())?.id);
    assert.equal(plan.target.id, defaultTarget(inSandbox(), desk.clock.now())?.id);
    assert.equal(posts().length, 0);
  });

  it("is sent once, without a body, and followed until it is live", async () => {
    const plan = await planned();
    const told: RollbackProgress[] = [];
    const outcome = await run(plan, told);
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "success");
    assert.equal(outcome.kind === "finished" && outcome.isTarget, true);
    assert.deepEqual(
      posts().map(({ path, hasBody }) => [rollbackPath.test(path), hasBody]),
      [[true, false]],
    );
    assert.equal(liveDeployment(inSandbox(), desk.clock.now())?.image, plan.target.image);
    assert.deepEqual([...new Set(told.map(({ step }) => step))], ["checking", "sending", "following"]);
  });

  it("shows up among the app's deployments as soon as it is known", async () => {
    const outcome = await run(await planned());
    const history = historyOf(desk.store.state, shop.id);
    const newest = history?.kind === "ready" ? history.deployments[0] : undefined;
    assert.equal(outcome.kind === "finished" && outcome.deployment.id, newest?.id);
    assert.equal(newest?.status, "success");
  });

  it("names the target that the user chose", async () => {
    const target = earlierTarget();
    const outcome = await run(await planned(target));
    assert.deepEqual(
      posts().map(({ body }) => body),
      [{ deployment_id: target }],
    );
    assert.equal(outcome.kind === "finished" && outcome.isTarget, true);
  });

  it("notices when Sevalla rolls back to something else than was asked for", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "ignoreTarget" });
    const outcome = await run(await planned(earlierTarget()));
    assert.equal(outcome.kind === "finished" && outcome.isTarget, false);
  });

  it("is not sent when something else has become live since the user was asked", async () => {
    const plan = await planned();
    const [live] = inSandbox().deployments;
    if (!live) throw new Error("nothing live");
    const life = { waitingMs: 0, buildMs: 0, rolloutMs: 0 };
    const newer = { ...live, id: "00000000-0000-4000-8000-000000000001", createdAt: desk.clock.now() - 30_000, life };
    inSandbox().deployments.unshift(newer);
    const outcome = await run(plan);
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "plan" && outcome.now.live.id, newer.id);
    assert.equal(posts().length, 0);
  });

  it("is not sent when a deployment has begun since the user was asked", async () => {
    const plan = await planned();
    const [live] = inSandbox().deployments;
    if (!live) throw new Error("nothing live");
    inSandbox().deployments.unshift({
      ...live,
      id: "00000000-0000-4000-8000-000000000001",
      createdAt: desk.clock.now(),
    });
    const outcome = await run(plan);
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "underWay");
    assert.equal(posts().length, 0);
  });

  it("is sent once, however often it is started at the same time", async () => {
    const plan = await planned();
    const [first, second] = await desk.clock.runUntil(Promise.all([desk.started(plan), desk.started(plan)]));
    assert.equal(first.kind, "finished");
    assert.equal(second.kind === "changed" && second.now.kind === "obstacle" && second.now.reason, "rollingBack");
    assert.equal(posts().length, 1);
  });

  it("is not sent when somebody has signed in or out since the plan was made", async () => {
    const plan = await planned();
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    const asked = desk.sandbox.requests.length;
    const outcome = await run(plan);
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
    assert.equal(desk.sandbox.requests.length, asked);
  });

  it("is not sent when somebody signs in with another key while the plan is checked", async () => {
    const plan = await planned();
    const signedIn = gate();
    desk.sandbox.fault({ path: /deployments$/ }, { kind: "hold", until: signedIn.opened });
    const done = desk.started(plan);
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    signedIn.open();
    const outcome = await desk.clock.runUntil(done);
    assert.equal(outcome.kind === "changed" && outcome.now.kind === "obstacle" && outcome.now.reason, "accountChanged");
    assert.equal(posts().length, 0);
  });

  it("is not planned without a target when part of Sevalla's list is malformed", async () => {
    const spoil = (answer: unknown) => {
      const page: { data: unknown[] } = Object(answer);
      return { ...page, data: [...page.data.slice(1), { id: "no id" }] };
    };
    desk.sandbox.fault({ path: /deployments$/, times: 1 }, { kind: "malformed", mutate: spoil });
    const plan = await desk.rollbacks.plan(shop, undefined);
    assert.equal(plan.kind === "obstacle" && plan.reason, "unreadable");
  });

  it("is not sent when the session ends while the plan is checked", async () => {
    const plan = await planned();
    const tell = ({ step }: RollbackProgress) => {
      if (step === "checking") desk.session.reject(desk.session.state);
    };
    const outcome = await desk.clock.runUntil(desk.started(plan, { tell }).catch(({ kind }: SevallaError) => kind));
    assert.equal(typeof outcome === "object" ? outcome.kind : outcome, "unauthorized");
    assert.equal(posts().length, 0);
  });

  it("is looked for when the answer names a deployment that is not new", async () => {
    const old = deploymentIdsOf(desk.sandbox, "storefront").at(-1);
    desk.sandbox.fault(
      { path: rollbackPath },
      { kind: "malformed", mutate: (answer) => Object.assign({}, answer, { id: old }) },
    );
    const outcome = await run(await planned());
    assert.equal(outcome.kind === "finished" && outcome.deployment.id, inSandbox().deployments[0]?.id);
    assert.equal(posts().length, 1);
  });

  it("is not taken for an older one that was not known", async () => {
    const plan = await planned();
    const newest = inSandbox().deployments[0];
    if (!newest) throw new Error("nothing live");
    desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
    const tell = ({ step }: RollbackProgress) => {
      if (step !== "searching") return;
      const id = "00000000-0000-4000-8000-000000000002";
      const older = { ...newest, id, trigger: "ROLLBACK_DEPLOYMENT", createdAt: newest.createdAt - hour };
      inSandbox().deployments.splice(1, 0, older);
    };
    const outcome = await desk.clock.runUntil(desk.started(plan, { tell }));
    assert.equal(outcome.kind === "unconfirmed" && outcome.other, undefined);
  });

  it("can be done again after it has ended", async () => {
    await run(await planned());
    const again = await run(await planned());
    assert.equal(again.kind, "finished");
    assert.equal(posts().length, 2);
  });

  it("ends with a refusal when the key may not roll back, and was sent once", async () => {
    await desk.session.signIn(desk.sandbox.keys.readOnly, desk.sandbox.url);
    await desk.reader.readApps();
    const outcome = await run(await planned());
    assert.equal(outcome.kind === "refused" && outcome.error.kind, "forbidden");
    assert.equal(posts().length, 1);
    assert.equal(inSandbox().deployments[0]?.trigger === "ROLLBACK_DEPLOYMENT", false);
  });

  it("is not called undone after a 500, and is not sent again", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "status", status: 500 });
    const outcome = await run(await planned());
    assert.equal(outcome.kind === "unconfirmed" && outcome.error.kind, "server");
    assert.equal(posts().length, 1);
  });

  for (const [what, fault] of [
    ["a 500", { kind: "applyThenFail" }],
    ["a dropped connection", { kind: "applyThenFail", how: "drop" }],
    ["a truncated answer", { kind: "truncated" }],
  ] as const) {
    it(`is found and followed when the work was done behind ${what}`, async () => {
      const plan = await planned();
      desk.sandbox.fault({ path: rollbackPath }, fault);
      const outcome = await run(plan);
      assert.equal(outcome.kind === "finished" && outcome.isTarget, true);
      assert.equal(posts().length, 1);
    });
  }

  it("is followed on while Sevalla cannot be reached for a time", async () => {
    const told: RollbackProgress[] = [];
    desk.sandbox.fault({ method: "GET", path: /\/deployments\/[^/]+$/, times: 8 }, { kind: "reset" });
    const outcome = await run(await planned(), told);
    assert.equal(outcome.kind, "finished");
    assert.equal(
      told.some((progress) => progress.step === "following" && progress.trouble?.kind === "offline"),
      true,
    );
  });

  it("says that it was started when it cannot be followed any more", async () => {
    desk.sandbox.fault({ method: "GET", path: /\/deployments\/[^/]+$/ }, { kind: "status", status: 404 });
    const outcome = await run(await planned());
    assert.equal(outcome.kind === "lost" && outcome.error?.kind, "notFound");
    assert.equal(posts().length, 1);
  });

  it("is not followed for ever", async () => {
    desk.sandbox.fault(
      { method: "GET", path: /\/deployments\/[^/]+$/ },
      {
        kind: "malformed",
        mutate: (answer) => Object.assign({}, answer, { status: "paused" }),
      },
    );
    const since = desk.clock.now();
    const outcome = await run(await planned());
    assert.equal(outcome.kind, "lost");
    assert.equal(desk.clock.now() - since < hour, true);
  });

  it("ends as failed when the rollout fails, with the old one still live", async () => {
    const before = liveDeployment(inSandbox(), desk.clock.now())?.id;
    inSandbox().nextEnd = "failed";
    const outcome = await run(await planned());
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "failed");
    assert.equal(liveDeployment(inSandbox(), desk.clock.now())?.id, before);
  });

  it("is not planned, and nothing is sent, when Sevalla cannot be read", async () => {
    desk.sandbox.fault({}, { kind: "reset" });
    await assert.rejects(desk.rollbacks.plan(shop, undefined), ({ kind }: SevallaError) => kind === "offline");
    assert.equal(posts().length, 0);
  });

  it("is not planned for a target of another app", async () => {
    const other = desk.sandbox.account.apps.find(({ name, deployments }) => name !== "storefront" && deployments[0]);
    const [foreign] = deploymentIdsOf(desk.sandbox, other?.name ?? "");
    const plan = await desk.rollbacks.plan(shop, foreign);
    assert.equal(plan.kind === "obstacle" && plan.reason, "targetGone");
  });

  it("finds a target far back in a long history", async () => {
    const [longest] = [...desk.sandbox.account.apps].sort((a, b) => b.deployments.length - a.deployments.length);
    const oldest = longest?.deployments.findLast(({ end, image }) => end === "success" && image !== null);
    const app = desk.appNamed(longest?.name ?? "");
    const id = deploymentIdsOf(desk.sandbox, longest?.name ?? "").find((one) => one === oldest?.id);
    assert.equal((await planned(id, app)).target.id, oldest?.id);
  });
});
