import assert from "node:assert/strict";
import { commandIds } from "../../../src/contributions.ts";
import { deploymentIdsOf, idOf } from "../../support/desk.ts";
import { gate } from "../../support/gate.ts";
import { uuidOf } from "../../support/oddities.ts";
import { openVerbsDesk, type VerbsDesk } from "../../support/verbsDesk.ts";

/** What has to read something first, and what the user is told meanwhile. */
const waiting: readonly (readonly [commandId: string, title: string])[] = [
  [commandIds.openApp, "Asking Sevalla"],
  [commandIds.cancelDeployment, "Reading the deployments of Storefront"],
  [commandIds.copyIncidentNote, "Asking Sevalla"],
  [commandIds.deploy, "Asking Sevalla"],
  [commandIds.restart, "Reading the deployments of Storefront"],
  [commandIds.rollBack, "Reading the deployments of Storefront"],
  [commandIds.copyCommitSha, "Reading the deployments of Storefront"],
  [commandIds.loadMore, "Reading the deployments of Storefront"],
  [commandIds.openCommit, "Asking Sevalla"],
];

describe("While Sevalla does not answer a command,", () => {
  let desk: VerbsDesk;
  let answered: ReturnType<typeof gate>;

  beforeEach(async () => {
    desk = await openVerbsDesk();
    answered = gate();
    desk.sandbox.fault({}, { kind: "hold", until: answered.opened });
  });

  afterEach(async () => {
    answered.open();
    await desk.close();
  });

  /** The titles of what is shown while something goes on; `then` is given the way to cancel it. */
  function watchProgress(then: (cancel: () => void) => void): readonly string[] {
    const titles: string[] = [];
    type Work = (progress: object, cancellation: object) => unknown;
    const withProgress = ({ title, cancellable }: Record<string, unknown>, work: Work) => {
      assert.equal(cancellable, true);
      titles.push(String(title));
      const listeners: (() => void)[] = [];
      const done = work({ report: () => {} }, { onCancellationRequested: (one: () => void) => listeners.push(one) });
      then(() => {
        for (const listener of listeners) listener();
      });
      return done;
    };
    Object.assign(Reflect.get(Reflect.get(globalThis, "vscodeStandIn"), "window"), { withProgress });
    return titles;
  }

  for (const [id, title] of waiting) {
    it(`${id} says after a second what goes on, and ends when the user does not want to wait`, async () => {
      const began = desk.clock.now();
      let shownAt = 0;
      const titles = watchProgress((cancel) => {
        shownAt = desk.clock.now();
        cancel();
      });
      const app = { appId: idOf(desk.sandbox, "storefront") };
      const [newest] = deploymentIdsOf(desk.sandbox, "storefront");
      const deployments = new Map<string, unknown>([
        [commandIds.copyIncidentNote, newest],
        [commandIds.openCommit, uuidOf(7)],
      ]);
      const deploymentId = deployments.get(id);
      const done = await desk.runs(id, deploymentId ? { ...app, deploymentId } : app);
      assert.deepEqual(titles, [title]);
      assert.equal(shownAt - began, 1_000);
      assert.deepEqual(done, { told: [], asked: [], shown: [] });
      assert.equal(desk.sent({ method: "POST" }), 0);
    });
  }

  it("goes on as usual when that comes late", async () => {
    const titles = watchProgress(() => answered.open());
    desk.user.dismisses();
    const { asked } = await desk.runs(commandIds.restart, { appId: idOf(desk.sandbox, "storefront") });
    assert.deepEqual(titles, ["Reading the deployments of Storefront"]);
    assert.deepEqual(
      asked.map(({ message }) => message),
      ["Restart Storefront?"],
    );
  });
});
