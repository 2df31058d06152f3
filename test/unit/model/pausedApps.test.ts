import assert from "node:assert/strict";
import { keepPausedApps } from "../../../src/model/pausedApps.ts";
import { Store } from "../../../src/model/store.ts";
import type { AppId } from "../../../src/sevalla/resources.ts";
import { appId } from "../../support/builders.ts";
import { type Desk, idOf, openDesk } from "../../support/desk.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";

const key = "sevalla.pausedAutoDeploy";
const shop = appId("shop");
const blog = appId("blog");

describe("Apps whose auto-deploy is paused", () => {
  it("are known again in the next window", () => {
    const memory = new FakeMemory();
    const first = new Store();
    keepPausedApps(memory, first);
    first.setPaused(shop, true);
    first.setPaused(blog, true);
    first.setPaused(shop, false);
    const next = new Store();
    keepPausedApps(memory.reloaded(), next);
    assert.deepEqual([...next.state.pausedApps], [blog]);
  });

  it("are known to all windows, whichever has paused or resumed them, as soon as something else changes there", () => {
    const memory = new FakeMemory();
    const [one, other] = [new Store(), new Store()];
    for (const store of [one, other]) keepPausedApps(memory, store);
    one.setPaused(shop, true);
    other.setPaused(blog, true);
    one.changeAccount(() => ({ kind: "signedOut" }));
    for (const { state } of [one, other]) assert.deepEqual(new Set(state.pausedApps), new Set([shop, blog]));
    other.setPaused(shop, false);
    one.changeAccount(() => ({ kind: "signedOut" }));
    for (const { state } of [one, other]) assert.deepEqual([...state.pausedApps], [blog]);
    const next = new Store();
    keepPausedApps(memory, next);
    assert.deepEqual([...next.state.pausedApps], [blog]);
  });

  it("are kept when they change, and only then", () => {
    const memory = new FakeMemory();
    const store = new Store();
    let writes = 0;
    memory.onUpdate = () => {
      writes += 1;
    };
    const keeping = keepPausedApps(memory, store);
    store.setPaused(shop, true);
    store.setPaused(shop, true);
    store.changeAccount(() => ({ kind: "signedOut" }));
    assert.equal(writes, 1);
    keeping.dispose();
    store.setPaused(shop, false);
    assert.equal(writes, 1);
  });

  for (const garbage of [7, "x", { a: 1 }, [null, 1, "../x", [shop], {}]]) {
    it(`are none in ${JSON.stringify(garbage).slice(0, 30)}`, async () => {
      const memory = new FakeMemory();
      await memory.update(key, garbage);
      const store = new Store();
      keepPausedApps(memory, store);
      assert.equal(store.state.pausedApps.has(blog), false);
      assert.equal(
        [...store.state.pausedApps].every((id) => id === shop),
        true,
      );
    });
  }

  it("are marked also where nothing can be kept", async () => {
    const memory = new FakeMemory();
    memory.onUpdate = () => Promise.reject(new Error("the disk is full"));
    const store = new Store();
    keepPausedApps(memory, store);
    let unheard = 0;
    const count = () => {
      unheard += 1;
    };
    process.on("unhandledRejection", count);
    store.setPaused(shop, true);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", count);
    assert.equal(store.state.pausedApps.has(shop), true);
    assert.equal(unheard, 0);
  });
});

describe("A look at whether auto-deploy is still paused", () => {
  let desk: Desk;
  let id: AppId;

  beforeEach(async () => {
    desk = await openDesk();
    id = idOf(desk.sandbox, "storefront");
    desk.store.setPaused(id, true);
  });

  afterEach(() => desk.close());

  const isPaused = () => desk.store.state.pausedApps.has(id);
  const setOn = (isOn: boolean) => {
    desk.sandbox.account.app("storefront").autoDeploy = isOn;
  };

  it("takes the mark away once somebody has resumed it elsewhere", async () => {
    setOn(true);
    await desk.reader.readPaused(id);
    assert.equal(isPaused(), false);
  });

  it("leaves the mark while it is off, and while it cannot be read", async () => {
    setOn(false);
    await desk.reader.readPaused(id);
    assert.equal(isPaused(), true);
    setOn(true);
    desk.sandbox.fault({}, { kind: "status", status: 403 });
    await desk.reader.readPaused(id);
    assert.equal(isPaused(), true);
  });

  it("leaves the mark when another session has begun meanwhile", async () => {
    setOn(true);
    const reading = desk.reader.readPaused(id);
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    await reading;
    assert.equal(isPaused(), true);
  });
});
