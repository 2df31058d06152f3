import assert from "node:assert/strict";
import { appsCalled } from "../../../src/model/appsCalled.ts";
import { anApp, appId } from "../../support/builders.ts";

describe("The app that somebody names", () => {
  const shop = anApp("Shop");
  const lower = anApp("shop");
  const blog = anApp("Blog");
  const twin = anApp("twin", { name: "Blog" });
  const apps = [shop, lower, blog, twin];

  it("is the one with exactly this name before those that differ in case", () => {
    assert.deepEqual(appsCalled(apps, "shop"), [lower]);
    assert.deepEqual(appsCalled(apps, "SHOP"), [shop, lower]);
    assert.deepEqual(appsCalled([shop], " SHOP "), [shop]);
  });

  it("can be more than one", () => assert.deepEqual(appsCalled(apps, "Blog"), [blog, twin]));

  it("is none where it is only a part of the name", () => {
    assert.deepEqual(appsCalled(apps, "Sho"), []);
    assert.deepEqual(appsCalled(apps, ""), []);
    assert.deepEqual(appsCalled(apps, appId("other")), []);
  });
});
