import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
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
    const { address, accountId } = desk.session;
    const sentAt = desk.clock.now();
    await new PendingRollbacks(desk.memory).keep({ address, accountId, appId, wish, startedId, sentAt });
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
    assert.match(
      first?.message ?? "",
      /^A deployment that was started from here .* could not be read\. .* sent again\.$/,
    );
    assert.equal(desk.sent({ method: "POST" }), 0);
  });

  it("is told of where the account that it was started with cannot see it any more", async () => {
    desk.sandbox.account.remove("orders-worker");
    await desk.resumesUntil(/^A deployment that was started from here .* did not find .* Nothing was sent again\.$/);
  });

  it("waits until its account is used again, and nobody is told where another one does not see it", async () => {
    await desk.session.signIn(desk.sandbox.keys.otherAccount, desk.session.address);
    desk.resumes();
    while (desk.logged.length === 0) await setImmediate();
    await desk.session.signIn(desk.sandbox.keys.valid, desk.session.address);
    await desk.resumesUntil(/^The deployment of Orders worker succeeded\./);
    assert.equal(desk.user.told.length, 1);
  });
});
