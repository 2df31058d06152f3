import assert from "node:assert/strict";
import { keyOf, rowsOf } from "../../../src/views/appNodes.ts";
import { aDeployment, appId } from "../../support/builders.ts";
import { aHistory } from "../../support/states.ts";

const [shop, blog] = [appId("shop"), appId("blog")];

describe("The rows below an app", () => {
  it("are made once for what was read, and made anew for what was read since", () => {
    const [known, since] = [aHistory([aDeployment("a")]), aHistory([aDeployment("b"), aDeployment("a")])];
    assert.equal(rowsOf(shop, known), rowsOf(shop, known));
    assert.equal(rowsOf(shop, since)?.length, 2);
  });

  it("are told apart even where two apps name the same deployment", () => {
    const keys = [shop, blog].flatMap((app) => rowsOf(app, aHistory([aDeployment("a"), aDeployment("b")])) ?? []);
    assert.equal(new Set(keys.map(keyOf)).size, 4);
  });
});
