import assert from "node:assert/strict";
import {
  deploymentUnderWay,
  isFinished,
  isSameRelease,
  liveDeployment,
  phaseOf,
  previousDeployment,
  targetObstacle,
} from "../../../src/model/deployment.ts";
import { aDeployment, appId, hour, noon } from "../../support/builders.ts";

const old = aDeployment("old", { createdAt: noon - 3 * hour });
const good = aDeployment("good", { createdAt: noon - 2 * hour });
const bad = aDeployment("bad", { createdAt: noon - hour });

describe("The rules of deployments", () => {
  it("give each status of the reference a phase of its own", () => {
    const statuses = ["waiting", "inProgress", "success", "failed", "cancelled", "skipped"];
    assert.deepEqual(statuses.map(phaseOf), ["waiting", "running", "succeeded", "failed", "cancelled", "skipped"]);
  });

  it("call a status that is new to them unknown, and a missing one too", () => {
    assert.equal(phaseOf("paused"), "unknown");
    assert.equal(phaseOf(undefined), "unknown");
    assert.equal(phaseOf("constructor"), "unknown");
  });

  it("take an unknown status neither for finished nor for under way", () => {
    const odd = aDeployment("odd", { status: "paused" });
    assert.equal(isFinished(odd), false);
    assert.equal(deploymentUnderWay([odd]), undefined);
  });

  it("hold the newest successful deployment for the live one, whatever the order of the list", () => {
    const failed = aDeployment("failed", { status: "failed", createdAt: noon });
    assert.equal(liveDeployment([old, failed, bad, good]), bad);
  });

  it("know no live deployment where none succeeded", () => {
    assert.equal(liveDeployment([aDeployment("x", { status: "failed" })]), undefined);
    assert.equal(liveDeployment([]), undefined);
  });

  it("take a successful rollback for the live one", () => {
    const rollback = aDeployment("back", { createdAt: noon, trigger: "ROLLBACK_DEPLOYMENT", image: good.image });
    assert.equal(liveDeployment([rollback, bad, good]), rollback);
  });

  it("find the newest successful deployment before the live one, passing over failed ones", () => {
    const failed = aDeployment("failed", { status: "failed", createdAt: noon - 1.5 * hour });
    assert.equal(previousDeployment([bad, failed, good, old]), good);
    assert.equal(previousDeployment([bad]), undefined);
  });

  it("name the newest deployment under way", () => {
    const waiting = aDeployment("waiting", { status: "waiting", createdAt: noon });
    const running = aDeployment("running", { status: "inProgress", createdAt: noon - 1 });
    assert.equal(deploymentUnderWay([running, waiting, bad]), waiting);
  });

  it("allow a rollback to an earlier successful deployment with an image", () => {
    assert.equal(targetObstacle(good, bad), undefined);
  });

  it("say why a deployment cannot be rolled back to", () => {
    assert.equal(targetObstacle(bad, bad), "live");
    assert.equal(targetObstacle(aDeployment("f", { status: "failed" }), bad), "notSuccessful");
    assert.equal(targetObstacle(aDeployment("r", { status: "inProgress" }), bad), "notSuccessful");
    assert.equal(targetObstacle(aDeployment("u", { status: "paused" }), bad), "notSuccessful");
    assert.equal(targetObstacle(aDeployment("n", { image: undefined }), bad), "noImage");
    assert.equal(targetObstacle(aDeployment("o", { appId: appId("other") }), bad), "otherApp");
  });

  it("compare releases by image and commit, and never call two unknown ones the same", () => {
    const rollback = aDeployment("back", { image: good.image, commitSha: good.commitSha });
    assert.equal(isSameRelease(rollback, good), true);
    assert.equal(isSameRelease({ ...rollback, image: bad.image }, good), false);
    assert.equal(isSameRelease({ ...rollback, commitSha: bad.commitSha }, good), false);
    assert.equal(isSameRelease({ ...rollback, commitSha: undefined }, good), true);
    const unknown = { ...good, image: undefined, commitSha: undefined };
    assert.equal(isSameRelease(unknown, unknown), false);
  });
});
