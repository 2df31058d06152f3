import assert from "node:assert/strict";
import { appRow, deploymentRow, historyProblemRow, moreRow } from "../../../src/present/rows.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { aDeployment, anApp, hour, minute, noon } from "../../support/builders.ts";
import { aHistory } from "../../support/states.ts";

const live = aDeployment("live", { commitSha: "a1b2c3d".padEnd(40, "0"), createdAt: noon - 3 * hour });
const failed = aDeployment("failed", { status: "failed", createdAt: noon - minute });

function rowOfApp(facts: Partial<Parameters<typeof appRow>[0]> = {}) {
  return appRow({ app: anApp("shop"), history: undefined, folders: [], isPaused: false, ...facts }, noon);
}

function rowOf(deployment = live, isLive = false, isTarget = false) {
  return deploymentRow({ deployment, isLive, isTarget }, noon);
}

describe("The row of an app", () => {
  it("says that it is linked, and what is live", () => {
    const row = rowOfApp({ history: aHistory([live]), folders: ["storefront"] });
    assert.equal(row.label, "shop");
    assert.equal(row.description, "linked · live a1b2c3d · 3 h ago");
    assert.equal(row.context, "app linked unpaused");
    assert.equal(row.spoken, "App shop, linked, live a1b2c3d · 3 h ago");
  });

  it("says that auto-deploy is off only to whoever asks, but offers to resume it", () => {
    const row = rowOfApp({ isAutoDeployOff: true });
    assert.equal(row.description, rowOfApp().description);
    assert.match(row.context, /^app unlinked paused/);
    assert.deepEqual(new Map(row.tooltip()).get("Auto-deploy"), "off: pushes are not deployed");
  });

  it("says when the last deployment failed, beside what is live", () => {
    const row = rowOfApp({ history: aHistory([failed, live]) });
    assert.equal(row.description, "last deployment failed · live a1b2c3d · 3 h ago");
    assert.equal(row.icon.id, "error");
  });

  it("says what is under way, a rollback in other words than a deployment, as the status bar does", () => {
    const running = aDeployment("new", { status: "inProgress", createdAt: noon - 2 * minute });
    const back = { ...running, trigger: "ROLLBACK_DEPLOYMENT" };
    assert.equal(rowOfApp({ history: aHistory([running, live]) }).description, "deploying");
    assert.equal(rowOfApp({ history: aHistory([back, live]) }).description, "rolling back");
    const row = rowOfApp({ history: aHistory([failed, back, live]) });
    assert.deepEqual([row.description, row.icon.id], ["rolling back", "loading~spin"]);
    assert.match(rowOf(back).description, /^rolling back · main · /);
    assert.match(rowOf(back).spoken, /^Rolling back: /);
  });

  it("tells from the summary what it can until the deployments are read", () => {
    assert.equal(rowOfApp().description, "live");
    assert.equal(
      rowOfApp({ app: anApp("shop", { status: "deploymentFailed" }) }).description,
      "last deployment failed",
    );
    assert.equal(rowOfApp({ app: anApp("shop", { status: "deploymentInProgress" }) }).description, "deploying");
    assert.equal(rowOfApp({ app: anApp("shop", { status: undefined }) }).description, "not deployed");
    assert.equal(rowOfApp({ app: anApp("shop", { status: "notDeployed" }) }).description, "notDeployed");
  });

  it("marks a suspended app and a preview", () => {
    assert.equal(rowOfApp({ app: anApp("shop", { isSuspended: true }) }).description, "suspended");
    assert.equal(rowOfApp({ app: anApp("shop", { type: "previewApp" }) }).description, "preview · live");
  });
});

describe("The row of a deployment", () => {
  it("has the commit's subject, and branch, short SHA and age beside it", () => {
    const row = rowOf();
    assert.equal(row.label, "Release live");
    assert.equal(row.description, "main · a1b2c3d · 3 h ago");
  });

  it("says of a rollback that it is one, also to those who hear it", () => {
    const back = { ...live, trigger: "ROLLBACK_DEPLOYMENT" };
    assert.equal(rowOf(back).description, "rollback · main · a1b2c3d · 3 h ago");
    assert.match(rowOf(back).spoken, /^Succeeded, rollback: /);
    assert.match(rowOf(back, true).spoken, /^Succeeded, live, rollback: /);
  });

  it("marks the live one in words and by another icon", () => {
    const row = rowOf(live, true);
    assert.equal(row.description, "live · main · a1b2c3d · 3 h ago");
    assert.equal(row.icon.id, "pass-filled");
    assert.match(row.spoken, /^Succeeded, live: /);
  });

  it("says in a word what the icon shows, for every status but success", () => {
    for (const [status, word] of [
      ["failed", "failed"],
      ["waiting", "waiting"],
      ["inProgress", "deploying"],
      ["cancelled", "cancelled"],
      ["skipped", "skipped"],
      ["paused", "paused"],
    ]) {
      assert.match(rowOf({ ...live, status }).description, new RegExp(`^${word} · `));
    }
  });

  it("marks a rollback", () => {
    assert.match(rowOf({ ...live, trigger: "ROLLBACK_DEPLOYMENT" }).description, /^rollback · main/);
  });

  it("offers only what the deployment has", () => {
    assert.equal(rowOf(live, false, true).context, "deployment target commit sha image");
    const bare = { ...live, commitSha: undefined, repoUrl: undefined, image: undefined };
    assert.equal(rowOf(bare).context, "deployment");
  });

  it("has everything in its tooltip, as plain text", () => {
    const tooltip = new Map(rowOf({ ...live, commitMessage: "<b>x</b>\n\n[y](command:z)" }).tooltip());
    assert.equal(tooltip.get("Commit message"), "<b>x</b>\n\n[y](command:z)");
    for (const name of ["Status", "Branch", "Commit", "Author", "Image", "Started by", "Created", "Took", "ID"]) {
      assert.equal(tooltip.has(name), true, name);
    }
  });
});

describe("The other rows", () => {
  it("say how many deployments there are still to load", () => {
    const row = moreRow(aHistory([live], { total: 240, readUpTo: 225 }));
    assert.equal(row?.description, "1 of 240");
    assert.match(row?.spoken ?? "", /next 15 deployments/);
    assert.equal(moreRow(aHistory([live])), undefined);
  });

  it("say why an app's deployments could not be loaded", () => {
    const row = historyProblemRow(new SevallaError("offline"));
    assert.match(row.description, /could not be reached/);
    assert.match(historyProblemRow(undefined).description, /Sign in again/);
  });
});
