import assert from "node:assert/strict";
import { deployConfirmation } from "../../../src/present/deploy.ts";
import { onlyApp, whichApp } from "../../../src/present/whichApp.ts";
import { anApp, appId, noon } from "../../support/builders.ts";
import { aState } from "../../support/states.ts";

const shop = anApp("shop");
const namesake = anApp("shop", { id: appId("other") });

describe("What tells an app from others in a question", () => {
  it("is nothing where there is one account and no other app of the name", () => {
    const state = aState([], { apps: [shop, anApp("docs")] });
    assert.deepEqual(whichApp(state, shop), onlyApp);
    const { detail } = deployConfirmation(shop, { isRestart: true }, undefined, noon, whichApp(state, shop));
    assert.match(detail, /^What is live now is not known/);
  });

  it("is the account where there are several", () => {
    const state = { ...aState([], { apps: [shop] }), key: { name: "Lantern CI", refused: [] } };
    assert.deepEqual(whichApp(state, shop), { first: "Account: Lantern CI", last: "" });
    const { detail } = deployConfirmation(shop, { branch: "main" }, undefined, noon, whichApp(state, shop));
    assert.match(detail, /^Account: Lantern CI\n\nWhat is live now is not known/);
  });

  it("is the ID where another app has the name, also if not all are known", () => {
    for (const isPartial of [false, true]) {
      const { first, last } = whichApp(aState([], { apps: [shop, namesake], account: { isPartial } }), shop);
      assert.equal(first, `There is more than one app of this name. This one has the ID ${shop.id}.`);
      assert.equal(last, "");
    }
  });

  it("is the ID where another app may have the name, since not all are known", () => {
    const partial = aState([], { apps: [shop], account: { isPartial: true } });
    assert.deepEqual(whichApp(partial, shop), { first: "", last: `ID of the app: ${shop.id}` });
    const unread = { ...partial, account: { kind: "loading" } as const };
    assert.equal(whichApp(unread, shop).last, `ID of the app: ${shop.id}`);
  });
});
