import assert from "node:assert/strict";
import { readDeepLink } from "../../../src/model/deepLink.ts";
import { appId, deploymentId } from "../../support/builders.ts";

const app = appId("shop");
const id = deploymentId("one");

describe("A link into VS Code", () => {
  it("leads to a deployment or to the preview of a rollback to it", () => {
    const ref = { appId: app, deploymentId: id };
    assert.deepEqual(readDeepLink("/deployment", `app=${app}&id=${id}`), { view: "deployment", ref });
    assert.deepEqual(readDeepLink("/rollback", `id=${id}&app=${app}&more=1`), { view: "rollback", ref });
  });

  it("leads nowhere unless it names both by their IDs", () => {
    for (const [path, query] of [
      ["/deployment", ""],
      ["/deployment", `app=${app}`],
      ["/rollback", `app=${app}&id=latest`],
      ["/rollback", `app=../..&id=${id}`],
      ["/deploy", `app=${app}&id=${id}`],
      ["/rollback/now", `app=${app}&id=${id}`],
      ["", `app=${app}&id=${id}`],
    ] as const) {
      assert.equal(readDeepLink(path, query), undefined, `${path}?${query}`);
    }
  });
});
