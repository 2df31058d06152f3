import assert from "node:assert/strict";
import { pendingMemoryKey } from "../../../src/model/pendingMemoryKey.ts";
import { PendingRollbacks } from "../../../src/model/pendingRollbacks.ts";
import { deploymentIdsOf, idOf } from "../../support/desk.ts";
import { openVerbsDesk, type VerbsDesk } from "../../support/verbsDesk.ts";

describe("A deployment that was under way when the window was last closed", () => {
  let desk: VerbsDesk;

  beforeEach(async () => {
    desk = await openVerbsDesk();
    const [startedId] = deploymentIdsOf(desk.sandbox, "orders-worker");
    assert.ok(startedId);
    const appId = idOf(desk.sandbox, "orders-worker");
    const wish = { branch: "main" };
    const { address } = desk.session;
    await new PendingRollbacks(desk.memory).keep({ address, appId, wish, startedId, sentAt: desk.clock.now() });
  });
  afterEach(() => desk.close());

  it("is followed, and how it ends is told", async () => {
    const { severity, buttons } = await desk.resumesUntil(/^The deployment of Orders worker succeeded\. Live now: /);
    assert.deepEqual([severity, buttons], ["information", ["View details"]]);
    assert.equal(desk.memory.get(pendingMemoryKey), undefined);
    assert.equal(desk.sent({ method: "POST" }), 0);
  });

  it("is told of where it cannot be read, and followed when that is tried again", async () => {
    const mend = desk.sandbox.fault({ method: "GET" }, { kind: "status", status: 500 });
    desk.user.meanwhile(mend, "Try again");
    await desk.resumesUntil(/^The deployment of Orders worker succeeded\./);
    const [first] = desk.user.told;
    assert.match(first?.message ?? "", /^A deployment was under way when .* could not be read\. .* sent again\.$/);
    assert.equal(desk.sent({ method: "POST" }), 0);
  });
});
