import assert from "node:assert/strict";
import { KeptPlans } from "../../../src/model/keptPlans.ts";
import { minute } from "../../support/builders.ts";
import { HandClock } from "../../support/handClock.ts";
import { aPlan } from "../../support/plans.ts";
import { address, started } from "../../support/startedSession.ts";

describe("Plans that were handed out by an ID", () => {
  const open = async () => {
    const { session } = started();
    const clock = new HandClock();
    await session.signIn("svl_one", address);
    return { session, clock, plans: new KeptPlans(session, clock) };
  };

  it("come back as the very plan, once", async () => {
    const { plans } = await open();
    const { id } = plans.keep(aPlan);
    assert.equal(plans.look(id), aPlan);
    assert.equal(plans.look(id), aPlan);
    assert.equal(plans.take(id), aPlan);
    assert.equal(plans.take(id), "used");
    assert.equal(plans.look(id), "used");
  });

  it("have IDs that nobody else gives out", async () => {
    const { plans } = await open();
    const ids = Array.from({ length: 10 }, () => plans.keep(aPlan).id);
    assert.equal(new Set(ids).size, 10);
    assert.equal((await open()).plans.take(ids[0] ?? ""), "unknown");
    assert.equal(plans.take("plan-00000000-0000-4000-8000-000000000000"), "unknown");
  });

  it("are good for a quarter of an hour", async () => {
    const { plans, clock } = await open();
    const { id, until } = plans.keep(aPlan);
    assert.equal(until, clock.now() + 15 * minute);
    clock.advance(15 * minute - 1);
    assert.equal(plans.look(id), aPlan);
    clock.advance(1);
    assert.equal(plans.look(id), "expired");
    assert.equal(plans.take(id), "expired");
  });

  it("are good in no other session, not even one with the same key", async () => {
    const { plans, session } = await open();
    const { id } = plans.keep(aPlan);
    await session.signIn("svl_one", address);
    assert.equal(plans.take(id), "otherSession");
    await session.signOut();
    assert.equal(plans.take(id), "otherSession");
  });

  it("are forgotten when there are more than twenty", async () => {
    const { plans } = await open();
    const [first, second] = Array.from({ length: 21 }, () => plans.keep(aPlan).id);
    assert.equal(plans.look(first ?? ""), "unknown");
    assert.equal(plans.look(second ?? ""), aPlan);
  });
});
