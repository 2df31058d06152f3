import assert from "node:assert/strict";
import { newlyOpened } from "../../../src/model/store.ts";
import { panelView } from "../../../src/present/details.ts";
import type { Deployment } from "../../../src/sevalla/resources.ts";
import type { DeploymentView } from "../../../src/webview/protocol.ts";
import { aDeployment, appId, hour, minute, noon } from "../../support/builders.ts";
import { took } from "../../support/panelViews.ts";
import { aHistory, aState } from "../../support/states.ts";

const shop = appId("shop");
const earlier = aDeployment("earlier", { createdAt: noon - 2 * hour });

function shown({ deployment }: { readonly deployment: Deployment } = { deployment: earlier }): DeploymentView {
  const open = new Map([[deployment.id, { ...newlyOpened(shop), deployment }]]);
  const state = { ...aState([[shop, aHistory([deployment])]]), open };
  const view = panelView(state, deployment.id, { arePicturesAllowed: false });
  if (view.kind !== "deployment") throw new Error(`the panel shows: ${view.title}`);
  return view;
}

describe("What the details tell of a deployment", () => {
  it("leaves it to the page to word when it was created, started and finished, and how long it took", () => {
    const started = earlier.createdAt + 4_000;
    const finished = started + minute;
    const { facts } = shown({ deployment: { ...earlier, startedAt: started, finishedAt: finished } });
    assert.deepEqual(
      facts.slice(0, 4).map(({ name, value, at }) => ({ name, value, at })),
      [
        { name: "Created", value: [{ at: earlier.createdAt, form: "age" }], at: earlier.createdAt },
        { name: "Started", value: ["4 s later"], at: started },
        { name: "Finished", value: [{ at: finished, form: "exact" }], at: undefined },
        { name: "Took", value: { from: started, to: finished }, at: undefined },
      ],
    );
    const [, atOnce] = shown({ deployment: { ...earlier, startedAt: earlier.createdAt - 1 } }).facts;
    assert.deepEqual(atOnce?.value, ["at once"]);
  });

  it("tells how long a deployment has been running", () => {
    const running = { ...earlier, status: "inProgress", startedAt: noon - 3 * minute, finishedAt: undefined };
    const value = shown({ deployment: running }).facts.find(({ name }) => name === "Running for")?.value;
    assert.equal(value && "from" in value && took(value), "3 min");
  });

  it("has all of a message whose first line is too long for a title", () => {
    const bodyOf = (commitMessage: string) => shown({ deployment: { ...earlier, commitMessage } }).commit?.body;
    const long = `Release ${"of many things ".repeat(10)}at once`;
    assert.equal(bodyOf(`${long}\n\nAnd why.`), `${long}\n\nAnd why.`);
    assert.equal(bodyOf("Short…\r\n\r\nAnd why."), "And why.");
    assert.equal(bodyOf("Short"), "");
  });

  it("names the repository as briefly as its page allows", () => {
    const named = (repoUrl: string) =>
      shown({ deployment: { ...earlier, repoUrl } }).facts.find(({ name }) => name === "Repository")?.value;
    assert.deepEqual(named("https://github.com/acme/shop.git"), ["github.com/acme/shop"]);
    assert.deepEqual(named("git@github.com:acme/shop.git"), ["git@github.com:acme/shop.git"]);
  });

  it("lets repository, branch, image and ID be copied", () => {
    assert.deepEqual(
      shown().facts.flatMap(({ copy }) => copy ?? []),
      ["repository", "branch", "image", "id"],
    );
  });
});
