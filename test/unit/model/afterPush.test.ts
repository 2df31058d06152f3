import assert from "node:assert/strict";
import { AfterPush } from "../../../src/model/afterPush.ts";
import type { AppId } from "../../../src/sevalla/resources.ts";
import { appId } from "../../support/builders.ts";
import { HandClock } from "../../support/handClock.ts";
import { aLink } from "../../support/states.ts";

describe("After a push", () => {
  let clock: HandClock;
  let looked: AppId[];
  let after: AfterPush;

  beforeEach(() => {
    clock = new HandClock();
    looked = [];
    const links = [aLink("shop", "web"), aLink("api", "web"), aLink("blog", "blog")];
    after = new AfterPush(
      clock,
      () => links,
      (id) => looked.push(id),
    );
  });

  it("the apps linked to its folders are looked at soon, and only once", () => {
    after.pushed(new Set(["file:///web"]));
    assert.deepEqual(looked, []);
    clock.advance(2_000);
    assert.deepEqual(looked, [appId("shop"), appId("api")]);
    clock.advance(600_000);
    assert.equal(looked.length, 2);
    assert.equal(clock.waiting, 0);
  });

  it("several pushes in a row make one look", () => {
    after.pushed(new Set(["file:///blog"]));
    clock.advance(1_500);
    assert.deepEqual(looked, []);
    after.pushed(new Set(["file:///blog"]));
    clock.advance(10_000);
    assert.deepEqual(looked, [appId("blog")]);
  });

  it("nothing is looked at any more once it has ended", () => {
    after.pushed(new Set(["file:///blog"]));
    after.dispose();
    clock.advance(10_000);
    assert.deepEqual(looked, []);
  });
});
