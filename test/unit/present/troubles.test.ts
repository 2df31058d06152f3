import assert from "node:assert/strict";
import { troubles } from "../../../src/present/troubles.ts";
import { aDeployment, appId, noon } from "../../support/builders.ts";
import { aHistory, aLink, aState } from "../../support/states.ts";

describe("The badge of the Apps view", () => {
  const failed = aDeployment("failed", { status: "failed", createdAt: noon });
  const good = aDeployment("good");

  it("counts the linked apps whose last deployment failed, and names them", () => {
    const state = aState([[appId("shop"), aHistory([failed, good])]], { links: [aLink("shop")] });
    assert.deepEqual(troubles(state), { count: 1, words: "Last deployment failed: shop" });
    assert.equal(troubles({ ...state, looked: new Set([failed.id]) }), undefined, "somebody has looked at it");
  });

  it("is not there while all is well, nor for apps that are not linked", () => {
    const well = aState([[appId("shop"), aHistory([good, failed])]], { links: [aLink("shop")] });
    assert.equal(troubles({ ...well, links: [] }), undefined);
    assert.equal(troubles(aState([[appId("shop"), aHistory([good])]], { links: [aLink("shop")] })), undefined);
    assert.equal(troubles(aState([[appId("shop"), aHistory([failed])]])), undefined);
  });
});

describe("The badge of the Apps view, of links that lead nowhere,", () => {
  it("counts apps that are gone and settings that are no app id, after those that failed", () => {
    const failed = aHistory([aDeployment("failed", { status: "failed" })]);
    const wrong = { ...aLink("shop", "api"), setting: "shop", appId: undefined };
    const state = aState([[appId("shop"), failed]], { links: [aLink("shop"), aLink("gone", "web"), wrong] });
    assert.deepEqual(troubles(state), {
      count: 3,
      words: "Last deployment failed: shop\nLink leads to no app: web, api",
    });
  });

  it("claims nothing before the apps are known", () => {
    const state = aState([], { links: [aLink("gone")] });
    assert.equal(troubles({ ...state, account: { kind: "loading" } }), undefined);
    assert.equal(troubles({ ...state, account: { kind: "signedOut" } }), undefined);
  });
});
