import assert from "node:assert/strict";
import { appRef, deploymentRef } from "../../../src/model/ref.ts";
import { appId, deploymentId } from "../../support/builders.ts";

describe("What a command is handed", () => {
  const app = appId("shop");
  const deployment = deploymentId("one");

  it("names an app by its ID, and a deployment by both", () => {
    assert.deepEqual(appRef({ appId: app }), { appId: app });
    assert.deepEqual(deploymentRef({ appId: app, deploymentId: deployment, more: 1 }), {
      appId: app,
      deploymentId: deployment,
    });
  });

  it("names no deployment where either ID is missing or is none", () => {
    for (const argument of [
      { appId: app },
      { deploymentId: deployment },
      { appId: app, deploymentId: "../.." },
      { appId: "shop", deploymentId: deployment },
      { appId: app, deploymentId: 5 },
    ]) {
      assert.equal(deploymentRef(argument), undefined);
    }
  });

  it("names nothing where it is no object", () => {
    for (const argument of [undefined, null, "shop", 5, [app]]) assert.equal(appRef(argument), undefined);
  });
});
