import assert from "node:assert/strict";
import { commandIds } from "../../../src/contributions.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { deploymentIdsOf, idOf } from "../../support/desk.ts";
import { gate } from "../../support/gate.ts";
import { openVerbsDesk, type VerbsDesk } from "../../support/verbsDesk.ts";

describe("A command says what is so", () => {
  let desk: VerbsDesk;

  beforeEach(async () => {
    desk = await openVerbsDesk();
  });
  afterEach(() => desk.close());

  const refTo = (name: string) => ({ appId: idOf(desk.sandbox, name) });
  const failing = (path: RegExp) => desk.sandbox.fault({ path, method: "GET" }, { kind: "status", status: 500 });

  for (const [what, name] of [
    ["were read before", "storefront"],
    ["never were", "orders-worker"],
  ] as const) {
    it(`where the deployments of an app cannot be read, and ${what}: not that none is running`, async () => {
      failing(/\/deployments$/);
      const { told, asked } = await desk.runs(commandIds.cancelDeployment, refTo(name));
      assert.deepEqual(asked, []);
      assert.equal(told.length, 1);
      assert.match(told[0]?.message ?? "", /^Sevalla had a problem of its own\. Nothing was changed\./);
    });
  }

  it("and still offers to cancel what was last seen to run", async () => {
    const ref = refTo("orders-worker");
    await desk.reader.readHistory(ref.appId);
    failing(/\/deployments$/);
    const { told, asked } = await desk.runs(commandIds.cancelDeployment, ref);
    assert.deepEqual([told, asked.length], [[], 1]);
    assert.match(asked[0]?.message ?? "", /^Cancel /);
  });

  it("and does not call live what can only be remembered", async () => {
    failing(/\/deployments$/);
    const [question] = (await desk.runs(commandIds.restart, refTo("storefront"))).asked;
    assert.match(question?.detail ?? "", /^What is live now is not known, or nothing is\./);
  });

  it("of a linked app that Sevalla finds again", async () => {
    const { appId } = refTo("storefront");
    const history = { kind: "failed", error: new SevallaError("notFound") } as const;
    desk.store.changeAccount((account) =>
      account.kind === "ready"
        ? { ...account, apps: account.apps.filter(({ id }) => id !== appId), histories: new Map([[appId, history]]) }
        : account,
    );
    const folder = { uri: "file:///shop", name: "shop" };
    desk.store.update((state) => ({ ...state, links: [{ folder, setting: appId, appId }] }));
    desk.user.picks("Split the cart");
    const { told, shown } = await desk.runs(commandIds.openDeployment);
    assert.deepEqual(told, []);
    assert.match(shown[0] ?? "", /^details /);
  });

  it("where there are no apps to choose from", async () => {
    const all = desk.sandbox.account.apps.splice(0);
    await desk.reader.readApps();
    const said = async () => (await desk.runs(commandIds.openRuntimeLog)).told.map(({ message }) => message);
    assert.deepEqual(await said(), [
      "This account has no apps yet. Create one in the Sevalla dashboard, or use another account.",
    ]);
    const mend = failing(/^\/applications$/);
    assert.match((await said()).join(), /^Sevalla had a problem of its own\./);
    mend();
    assert.equal(desk.user.offered.length, 0);
    desk.sandbox.account.apps.push(...all);
    assert.deepEqual(await said(), []);
    assert.equal(desk.user.offered[0]?.includes("Storefront"), true);
  });

  it("in an incident note also where the name of the key cannot be read", async () => {
    desk.user.presses("Roll back");
    await desk.runs(commandIds.rollBack, refTo("storefront"));
    failing(/\/validate$/);
    const [deploymentId] = deploymentIdsOf(desk.sandbox, "storefront");
    const { told, shown } = await desk.runs(commandIds.copyIncidentNote, { ...refTo("storefront"), deploymentId });
    assert.match(told[0]?.message ?? "", /^A note on the rollback of Storefront was copied\./);
    assert.match(shown[0] ?? "", /^copied .*rolled back/s);
  });

  it("when another key is used by now than the one that Sevalla turns down, which stays in use", async () => {
    const isAnswered = gate();
    const path = /\/domains$/;
    desk.sandbox.fault({ path }, { kind: "status", status: 401, until: isAnswered.opened });
    const done = desk.runs(commandIds.openApp, refTo("storefront"));
    while (desk.sent({ path }) === 0) await new Promise((resolve) => setImmediate(resolve));
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    isAnswered.open();
    const { told } = await done;
    assert.deepEqual(
      told.map(({ message }) => message),
      ["You have signed in or out since you were asked. Nothing was changed."],
    );
    assert.equal(desk.session.state.kind, "signedIn");
  });
});
