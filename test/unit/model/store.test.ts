import assert from "node:assert/strict";
import { historyOf, Store } from "../../../src/model/store.ts";
import { anApp, appId, noon } from "../../support/builders.ts";

describe("The store", () => {
  const shop = anApp("shop");
  const ready = { kind: "ready", apps: [shop], histories: new Map(), loadedAt: noon, stale: undefined } as const;

  it("takes no deployments of an app that the account does not have", () => {
    const store = new Store();
    store.setAccount(ready);
    store.setHistory(appId("other"), { kind: "loading" });
    store.setHistory(shop.id, { kind: "loading" });
    assert.equal(historyOf(store.state, appId("other")), undefined);
    assert.equal(historyOf(store.state, shop.id)?.kind, "loading");
  });

  it("tells nobody where nothing was changed", () => {
    const store = new Store();
    let told = 0;
    store.onDidChange(() => told++);
    store.update((state) => state);
    assert.equal(told, 0);
    store.setAccount(ready);
    assert.equal(told, 1);
  });
});
