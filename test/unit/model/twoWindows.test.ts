import assert from "node:assert/strict";
import { keepPausedApps } from "../../../src/model/pausedApps.ts";
import type { SessionState } from "../../../src/model/session.ts";
import { tellRejections } from "../../../src/model/tellRejections.ts";
import { statusSummary } from "../../../src/present/summary.ts";
import { viewMessage } from "../../../src/present/viewMessage.ts";
import { type Desk, type DeskWindow, idOf, openDesk, openWindow } from "../../support/desk.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { heldOnce } from "../../support/heldOnce.ts";
import { turn, until } from "../../support/startedSession.ts";

describe("Two windows", () => {
  let one: Desk;
  let other: DeskWindow;

  beforeEach(async () => {
    one = await openDesk();
    other = await openWindow(one.sandbox, one.clock, { secrets: one.secrets });
    await Promise.all([one.reader.readApps(), other.reader.readApps()]);
  });

  afterEach(() => one.close());

  const url = () => one.sandbox.url;
  const both = () => [one, other];
  const tokens = () => both().map(({ session }) => session.token(url()));
  const kinds = () => both().map(({ store }) => store.state.account.kind);

  it("use the account that one of them switches to", async () => {
    const { valid, otherAccount } = one.sandbox.keys;
    await one.session.signIn(otherAccount, url(), { id: "key-2", name: "Lantern CI", expiresAt: undefined });
    await until(() => tokens()[1] === otherAccount);
    assert.deepEqual(kinds(), ["loading", "loading"]);
    await other.reader.readApps();
    await one.reader.readApps();
    const first = one.session.accounts.find(({ isChosen }) => !isChosen)?.id ?? "";
    await other.session.choose(first);
    await until(() => tokens()[0] === valid);
    assert.deepEqual(kinds(), ["loading", "loading"]);
    assert.deepEqual(one.session.accounts, other.session.accounts);
  });

  it("are both signed out by one, and both signed in again by the other", async () => {
    await one.session.signOut();
    await until(() => other.session.state.kind === "signedOut");
    assert.deepEqual(kinds(), ["signedOut", "signedOut"]);
    await other.session.signIn(one.sandbox.keys.valid, url());
    await until(() => one.session.state.kind === "signedIn");
    await one.reader.readApps();
    assert.equal(one.store.state.account.kind, "ready");
  });

  it("both ask for a sign-in after one of them was turned down, and stop once the other has signed in", async () => {
    const app = idOf(one.sandbox, "storefront");
    const link = { folder: { uri: "file:///shop", name: "shop" }, setting: app, appId: app };
    await Promise.all(both().map(({ reader }) => reader.readHistory(app)));
    const stopFailing = one.sandbox.fault({}, { kind: "status", status: 401 });
    await one.reader.readHistory(app);
    await until(() => other.session.state.kind === "rejected");
    for (const { store } of both()) {
      assert.equal(statusSummary(store.state, link, one.clock.now())?.tone, "warning");
      assert.match(viewMessage(store.state, [], one.clock.now()) ?? "", /Sign in again\. Shown as of /);
    }
    stopFailing();
    await other.session.signIn(one.sandbox.keys.valid, url());
    await until(() => one.session.state.kind === "signedIn");
    await one.reader.readApps();
    assert.equal(viewMessage(one.store.state, [], one.clock.now()), undefined);
  });

  it("tell of one rejection once, although both were turned down before either could know of the other", async () => {
    let told = 0;
    const lock = heldOnce();
    const tell = async () => {
      told += 1;
      await turn();
    };
    const telling = both().map(({ session }) => tellRejections(session, lock, tell));
    for (const { session } of both()) session.reject(session.state);
    const isTold = ({ state }: { readonly state: SessionState }) => state.kind === "rejected" && state.isTold;
    assert.deepEqual(
      both().map(({ session }) => isTold(session)),
      [false, false],
    );
    await until(() => told > 0);
    await turn();
    assert.equal(told, 1);
    await one.session.signIn(one.sandbox.keys.valid, url());
    await until(() => other.session.state.kind === "signedIn");
    other.session.reject(other.session.state);
    await until(() => told === 2);
    for (const listening of telling) listening.dispose();
  });

  it("tell of the next rejection even if nobody has answered the message on the last one", async () => {
    let told = 0;
    const tell = () => {
      told += 1;
      return new Promise<void>(() => {});
    };
    const lock = heldOnce();
    const telling = both().map(({ session }) => tellRejections(session, lock, tell));
    one.session.reject(one.session.state);
    await until(() => told === 1);
    await other.session.signIn(one.sandbox.keys.valid, url());
    await until(() => one.session.state.kind === "signedIn");
    other.session.reject(other.session.state);
    await until(() => told === 2);
    for (const listening of telling) listening.dispose();
  });

  it("both mark an app whose auto-deploy was paused in one of them", async () => {
    const memory = new FakeMemory();
    const keeping = both().map(({ store }) => keepPausedApps(memory, store));
    const app = idOf(one.sandbox, "storefront");
    one.store.setPaused(app, true);
    for (const kept of keeping) kept.look();
    assert.equal(other.store.state.pausedApps.has(app), true);
    for (const kept of keeping) kept.dispose();
  });
});
