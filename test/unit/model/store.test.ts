import assert from "node:assert/strict";
import { historyOf, Store } from "../../../src/model/store.ts";
import { anApp, appId, noon } from "../../support/builders.ts";
import { aHistory } from "../../support/states.ts";

describe("The store", () => {
  const shop = anApp("shop");
  const ready = { kind: "ready", apps: [shop], histories: new Map(), loadedAt: noon, stale: undefined } as const;

  it("takes no deployments of an app that the account does not have", () => {
    const store = new Store();
    store.changeAccount(() => ready);
    store.setHistory(appId("other"), { kind: "loading" });
    store.setHistory(shop.id, { kind: "loading" });
    assert.equal(historyOf(store.state, appId("other")), undefined);
    assert.equal(historyOf(store.state, shop.id)?.kind, "loading");
  });

  it("keeps the deployments of apps that are in sight, and of the hundred others that were read last", () => {
    const store = new Store();
    const apps = Array.from({ length: 120 }, (_, index) => anApp(`app-${index}`));
    store.changeAccount(() => ({ ...ready, apps }));
    for (const { id } of apps) store.setHistory(id, aHistory([]));
    const known = () => apps.filter(({ id }) => historyOf(store.state, id)).map(({ name }) => name);
    const [first, second, third] = apps;
    assert.ok(first && second && third);
    store.setHistory(third.id, aHistory([]));
    store.forgetHistories(new Set([first.id]));
    assert.equal(known().length, 101);
    assert.deepEqual(known().slice(0, 3), [first.name, third.name, "app-21"]);
    let told = 0;
    store.onDidChange(() => told++);
    store.forgetHistories(new Set([first.id]));
    assert.equal(told, 0);
    store.setHistory(second.id, { kind: "loading" });
    store.forgetHistories(new Set([first.id]));
    assert.ok(historyOf(store.state, second.id), "it is being read");
  });

  it("knows whose auto-deploy is off elsewhere, apart from those that were paused here", () => {
    const store = new Store();
    const [shop, blog] = [appId("shop"), appId("blog")];
    const marks = () => [store.state.pausedApps.has(shop), store.state.autoDeployOff.has(shop)];
    store.noteAutoDeploy(shop, false);
    store.noteAutoDeploy(shop, undefined);
    store.noteAutoDeploy(blog, true);
    assert.deepEqual(marks(), [false, true]);
    store.noteAutoDeploy(shop, true);
    assert.deepEqual(marks(), [false, false]);
    store.setPaused(shop, true);
    store.noteAutoDeploy(shop, false);
    assert.deepEqual(marks(), [true, false]);
    store.noteAutoDeploy(shop, true);
    assert.deepEqual(marks(), [false, false]);
    let told = 0;
    store.onDidChange(() => told++);
    store.noteAutoDeploy(shop, true);
    assert.equal(told, 0);
  });

  it("tells nobody where nothing was changed", () => {
    const store = new Store();
    let told = 0;
    store.onDidChange(() => told++);
    store.update((state) => state);
    assert.equal(told, 0);
    store.changeAccount(() => ready);
    assert.equal(told, 1);
  });
});
