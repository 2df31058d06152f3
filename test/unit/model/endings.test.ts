import assert from "node:assert/strict";
import { Endings } from "../../../src/model/endings.ts";
import type { Deployment } from "../../../src/sevalla/resources.ts";
import { aDeployment, appId, hour, minute, noon } from "../../support/builders.ts";
import { aHistory, aLink, aState } from "../../support/states.ts";

const shop = appId("shop");
const old = aDeployment("old", { createdAt: noon - hour });
const running = aDeployment("new", { createdAt: noon, status: "inProgress" });
const done = { ...running, status: "success" };
const failed = { ...running, status: "failed" };

function look(endings: Endings, deployments: readonly Deployment[], links = [aLink("shop")]): readonly string[] {
  const state = aState([[shop, aHistory(deployments)]], { links });
  return endings.look(state).map(({ id, status }) => `${id === running.id ? "new" : "other"} ${status}`);
}

describe("The ends of deployments", () => {
  it("are told when one that was under way has failed or is live, once", () => {
    for (const ended of [failed, done]) {
      const endings = new Endings();
      assert.deepEqual(look(endings, [running, old]), []);
      assert.deepEqual(look(endings, [ended, old]), [`new ${ended.status}`]);
      assert.deepEqual(look(endings, [ended, old]), []);
    }
  });

  it("are told of one that began and ended between two looks", () => {
    const endings = new Endings();
    look(endings, [old]);
    assert.deepEqual(look(endings, [failed, old]), ["new failed"]);
  });

  it("are not told of what is seen for the first time", () => {
    assert.deepEqual(look(new Endings(), [failed, old]), []);
  });

  it("are not told of what was cancelled or has been superseded, or was only read further back", () => {
    const endings = new Endings();
    look(endings, [running, old]);
    assert.deepEqual(look(endings, [{ ...running, status: "cancelled" }, old]), []);
    look(endings, [running, old]);
    const newer = aDeployment("newer", { createdAt: noon + minute });
    assert.deepEqual(look(endings, [newer, done, old]), ["other success"]);
    const older = aDeployment("older", { createdAt: noon - 9 * hour, status: "failed" });
    assert.deepEqual(look(endings, [newer, done, old, older]), []);
  });

  it("are told of the newest of several of an app, and of no app that is not linked", () => {
    const endings = new Endings();
    look(endings, [running, old]);
    const newer = aDeployment("newer", { createdAt: noon + minute, status: "failed" });
    assert.deepEqual(look(endings, [newer, failed, old]), ["other failed"]);
    const unlinked = new Endings();
    look(unlinked, [running], [aLink("blog")]);
    assert.deepEqual(look(unlinked, [failed], [aLink("blog")]), []);
  });

  it("are forgotten with the account", () => {
    const endings = new Endings();
    look(endings, [running, old]);
    endings.look({ ...aState([]), links: [aLink("shop")], account: { kind: "loading" } });
    assert.deepEqual(look(endings, [failed, old]), []);
  });
});
