import assert from "node:assert/strict";
import { type MenuFacts, menuItems } from "../../../src/commands/menuItems.ts";
import type { State } from "../../../src/model/store.ts";
import type { Change } from "../../../src/sevalla/change.ts";
import { aDeployment, anApp, appId, deploymentId, noon } from "../../support/builders.ts";
import { aHistory, aLink, aState } from "../../support/states.ts";

const shop = anApp("shop");
const live = aDeployment("live");
const before = aDeployment("before", { createdAt: live.createdAt - 60_000 });
const failed = aDeployment("failed", { status: "failed", createdAt: noon });
const running = aDeployment("running", { status: "inProgress", createdAt: noon });
const back = aDeployment("back", { trigger: "ROLLBACK_DEPLOYMENT", createdAt: noon });

function stateOf(...deployments: ReturnType<typeof aDeployment>[]): State {
  return aState([[shop.id, aHistory(deployments)]], { links: [aLink("shop")] });
}

function menu(facts: Partial<MenuFacts>) {
  const { state = stateOf(live, before) } = facts;
  return menuItems({
    state,
    session: "signedIn",
    accounts: 1,
    link: aLink("shop"),
    app: shop,
    canLink: true,
    ...facts,
  });
}

const words = (facts: Partial<MenuFacts>) => menu(facts).map(({ label }) => label.replace(/^\$\(\S+\) /, ""));
const signedOut = { ...stateOf(), account: { kind: "signedOut" } } as const;
const gone = aState([], { apps: [anApp("other")], links: [aLink("shop")] });
const part = { glob: "apps/web", isUsable: true, depth: 2, covers: () => true };

describe("The menu begins with what makes sense now:", () => {
  const cases: readonly (readonly [when: string, facts: Partial<MenuFacts>, first: readonly string[]])[] = [
    ["all is well", {}, ["Roll back…", "Plan rollback (dry run)", "View the live deployment"]],
    [
      "something is deployed",
      { state: stateOf(running, live) },
      ["View the deployment under way", "Cancel deployment", "Roll back…"],
    ],
    [
      "the last deployment failed",
      { state: stateOf(failed, live) },
      ["View the failed deployment", "Open full log", "Roll back…"],
    ],
    [
      "it failed before something else began",
      { state: stateOf(running, failed, live) },
      ["View the deployment under way"],
    ],
    ["a rollback is live", { state: stateOf(back, live) }, ["Undo rollback…", "Roll back…"]],
    ["nothing is known of the deployments", { state: aState([]) }, ["Roll back…", "Plan rollback (dry run)"]],
    ["signed out", { state: signedOut, session: "signedOut", app: undefined }, ["Sign in", "Link another app…", ""]],
    ["the key is turned down", { session: "rejected" }, ["Sign in again", "Roll back…"]],
    [
      "no app is linked",
      { state: aState([]), link: undefined, app: undefined },
      ["Link app…", "Another app…", "", "Refresh"],
    ],
    [
      "no folder is open",
      { state: aState([]), link: undefined, app: undefined, canLink: false },
      ["Another app…", "", "Refresh"],
    ],
    ["the linked app is gone", { state: gone, app: undefined }, ["Link another app…", "Another app…", ""]],
    [
      "what is wrong stands in sevalla.apps",
      { state: gone, link: { ...aLink("shop"), part }, app: undefined },
      ["Correct the setting sevalla.apps", "Link another app…"],
    ],
  ];
  for (const [when, facts, first] of cases) {
    it(when, () => assert.deepEqual(words(facts).slice(0, first.length), first));
  }
});

describe("The menu", () => {
  it("offers to pause auto-deploy, or to resume it where it was paused from here or is off elsewhere", () => {
    const paused = { ...stateOf(live), pausedApps: new Set([shop.id]) };
    const of = (facts: Partial<MenuFacts>) => words(facts).filter((word) => /auto-deploy/.test(word));
    assert.deepEqual([of({}), of({ state: paused })], [["Pause auto-deploy"], ["Resume auto-deploy"]]);
    const off = { ...stateOf(live), autoDeployOff: new Set([shop.id]) };
    assert.deepEqual(of({ state: off }), ["Resume auto-deploy"]);
  });

  it("acts on what is under way or has failed, and on no other deployment", () => {
    const of = (state: State, label: RegExp) => menu({ state }).find((item) => label.test(item.label))?.argument;
    const ref = (name: string) => ({ appId: shop.id, deploymentId: deploymentId(name) });
    assert.deepEqual(of(stateOf(running, live), /Cancel deployment/), ref("running"));
    assert.deepEqual(of(stateOf(failed, live), /Open full log/), ref("failed"));
    assert.deepEqual(of(stateOf(failed, live), /Roll back…/), { appId: shop.id });
  });

  it("says of each change that the key was refused for the app, and of nothing else", () => {
    const of = (...kinds: readonly Change["kind"][]) => {
      const refused = kinds.map((kind) => ({ appId: shop.id, kind }));
      const state = { ...stateOf(running, back, live), key: { name: undefined, refused } };
      return menu({ state })
        .filter(({ description }) => description === "this API key may not do that")
        .map(({ command }) => command?.replace("sevalla.", ""));
    };
    assert.deepEqual(of("deployments"), ["undoRollback", "rollBack", "deploy", "restart"]);
    assert.deepEqual(of("settings"), ["pauseAutoDeploy"]);
  });

  it("unlinks the app that it is for, or asks where it is for one that is not linked", () => {
    const unlinking = (app: typeof shop) => menu({ app }).find(({ command }) => command === "sevalla.unlinkApp");
    assert.deepEqual(unlinking(shop)?.argument, { appId: appId("shop") });
    assert.equal(unlinking(anApp("other"))?.argument, undefined);
    assert.ok(!words({ state: aState([]), link: undefined }).includes("Unlink app"));
  });

  it("switches between accounts where there are several", () => {
    assert.ok(words({ accounts: 2 }).includes("Switch account…"));
    assert.ok(!words({ accounts: 1 }).includes("Switch account…"));
    assert.ok(words({ accounts: 2 }).indexOf("Switch account…") > 5);
  });

  it("offers that first where the linked app may be another account's", () => {
    const lost = words({ state: gone, app: undefined, accounts: 2 });
    assert.deepEqual(lost.slice(0, 2), ["Switch account…", "Link another app…"]);
    assert.equal(lost.filter((label) => label === "Switch account…").length, 1);
  });
});
