import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { systemClock } from "../../../src/model/clock.ts";
import { followDeviceCode } from "../../../src/model/deviceSignIn.ts";
import { EffectWatch } from "../../../src/model/effectWatch.ts";
import { Refresher } from "../../../src/model/refresher.ts";
import { deploymentsOf, findApp, newlyOpened } from "../../../src/model/store.ts";
import { DeviceCodes } from "../../../src/sevalla/deviceCodes.ts";
import type { SevallaError } from "../../../src/sevalla/errors.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import { windowLock } from "../../../src/workspace/windowLock.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { type DeskWindow, idOf, openWindow } from "../../support/desk.ts";

/** Timers and connections of this process. */
function census(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout" || name === "TCPSocketWrap").length;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("After the extension has ended", () => {
  let sandbox: Sandbox;
  let window: DeskWindow;
  let ending: AbortController;
  let refresher: Refresher;
  let effects: EffectWatch;
  const never = new AbortController().signal;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);

  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));

  beforeEach(async () => {
    sandbox = await startSandbox();
    ending = new AbortController();
    window = await openWindow(sandbox, systemClock, { ending: ending.signal });
    const { reader, store, session } = window;
    const shop = idOf(sandbox, "storefront");
    const watched = {
      appIds: () => [shop],
      openIds: () => [...store.state.open.keys()],
      isListShown: () => true,
      isWindowFocused: () => true,
    };
    refresher = new Refresher(reader, store, session, watched, systemClock);
    effects = new EffectWatch({ reader, session, store, clock: systemClock });
    await Promise.all([reader.readApps()]);
    await reader.readHistory(shop);
  });
  afterEach(() => sandbox.close());

  /** In the order of extension.ts and core.ts. */
  function end(): void {
    ending.abort();
    window.session.dispose();
    refresher.dispose();
    effects.dispose();
  }

  /** Resolves once no more is at work than then; the test's time limit ends a wait in vain. */
  async function until(most: number): Promise<void> {
    while (census() > most) await turn();
  }

  it("no time limit, connection or listener is left of requests that nobody answers, and no state changes", async () => {
    const { store } = window;
    const [shown] = deploymentsOf(store.state, idOf(sandbox, "storefront"));
    assert.ok(shown);
    store.setOpen(shown.id, newlyOpened(shown.appId));
    const atRest = census();
    sandbox.fault({}, { kind: "hold", until: new Promise(() => {}) });
    const asked = sandbox.requests.length;
    const refreshed = refresher.refresh();
    while (sandbox.requests.length < asked + 4) await turn();
    assert.equal(census() > atRest, true);
    assert.equal(getEventListeners(ending.signal, "abort").length, 4);
    const before = store.state;
    end();
    await refreshed;
    await until(atRest);
    assert.deepEqual(getEventListeners(ending.signal, "abort"), []);
    assert.deepEqual(store.state.account, before.account);
    assert.deepEqual(unhandled, []);
  });

  it("no timer is left of the next look, of a rollback that is followed and of the watch over its effect", async () => {
    const { store, rollbacks } = window;
    const shop = findApp(store.state, idOf(sandbox, "storefront"));
    assert.ok(shop);
    const plan = await rollbacks.plan(shop, undefined);
    assert.ok(plan.kind === "plan");
    const atRest = census();
    await refresher.refresh();
    let follows = () => {};
    const followed = new Promise<void>((resolve) => {
      follows = resolve;
    });
    const run = rollbacks.run(plan, {
      tell: ({ step }) => step === "following" && follows(),
      cancel: never,
      ending: ending.signal,
      pauseAutoDeploy: false,
    });
    effects.follow(plan.live);
    await followed;
    await turn();
    assert.equal(census() >= atRest + 2, true);
    end();
    await assert.rejects(run, ({ name }: Error) => name === "AbortError");
    await until(atRest);
    assert.deepEqual(getEventListeners(ending.signal, "abort"), []);
    assert.deepEqual(unhandled, []);
    assert.equal(rollbacks.interrupted().length, 1);
  });

  it("no timer or connection is left of a sign-in with the browser, whether it waits for a code or its approval", async () => {
    const codes = new DeviceCodes(sandbox.url, { fetch: nodeFetch });
    const { code } = await codes.start();
    const atRest = census();
    const approved = followDeviceCode(codes, code, systemClock, ending.signal);
    sandbox.fault({ method: "POST", path: /device-codes$/ }, { kind: "hold", until: new Promise(() => {}) });
    const asked = sandbox.requests.length;
    const started = codes.start(ending.signal);
    while (sandbox.requests.length === asked) await turn();
    assert.equal(census() >= atRest + 2, true);
    end();
    await assert.rejects(approved, { name: "AbortError" });
    await assert.rejects(started, { name: "AbortError" });
    await until(atRest);
    assert.deepEqual(getEventListeners(ending.signal, "abort"), []);
    assert.deepEqual(unhandled, []);
  });

  it("no lock is left of a rollback that was being checked", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "sevalla-disposal-"));
    try {
      const lock = windowLock(folder);
      const { rollbacks } = await openWindow(sandbox, systemClock, { lock, ending: ending.signal });
      const shop = findApp(window.store.state, idOf(sandbox, "storefront"));
      assert.ok(shop);
      const plan = await rollbacks.plan(shop, undefined);
      assert.ok(plan.kind === "plan");
      const atRest = census();
      sandbox.fault({ method: "GET" }, { kind: "hold", until: new Promise(() => {}) });
      const asked = sandbox.requests.length;
      const options = { tell: () => {}, cancel: never, ending: ending.signal, pauseAutoDeploy: false };
      const run = rollbacks.run(plan, options);
      while (sandbox.requests.length === asked) await turn();
      assert.equal((await readdir(folder)).length, 1);
      end();
      await assert.rejects(run, { name: "AbortError" });
      await until(atRest);
      assert.deepEqual(await readdir(folder), []);
      assert.equal(sandbox.requests.filter(({ method }) => method === "POST").length, 0);
      assert.deepEqual(unhandled, []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("a change that is under way is still answered", async () => {
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    sandbox.fault({ method: "PATCH" }, { kind: "hold", until });
    const changed = window.client
      .setAutoDeploy(idOf(sandbox, "storefront"), false)
      .catch((error: SevallaError) => error);
    while (!sandbox.requests.some(({ method }) => method === "PATCH")) await turn();
    ending.abort();
    answer();
    assert.equal(Reflect.get(Object(await changed), "autoDeploy"), false);
  });
});
