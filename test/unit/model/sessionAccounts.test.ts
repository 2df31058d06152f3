import assert from "node:assert/strict";
import { Session, type SessionState } from "../../../src/model/session.ts";
import { FakeSecrets } from "../../support/fakeSecrets.ts";
import { address, elsewhere, started, turn } from "../../support/startedSession.ts";

describe("Several accounts", () => {
  const laptop = { id: "key-1", name: "Laptop", expiresAt: undefined };
  const board = { id: "key-2", name: "Board", expiresAt: 5_000 };

  async function both(secrets = new FakeSecrets()) {
    const window = started(secrets);
    await window.session.signIn("svl_1", address, laptop);
    await window.session.signIn("svl_2", address, board);
    return window;
  }

  it("are known by what Sevalla says of their keys, the last one being in use", async () => {
    const { session } = await both();
    assert.deepEqual(session.accounts, [
      { ...laptop, isChosen: false },
      { ...board, isChosen: true },
    ]);
    assert.equal(session.token(address), "svl_2");
  });

  it("are switched between, which starts a new period", async () => {
    const { session, states } = await both();
    await session.choose("key-1");
    assert.equal(session.token(address), "svl_1");
    assert.deepEqual(session.state, { kind: "signedIn", isResumed: false });
    await turn();
    assert.deepEqual(states, ["signedIn", "signedIn", "signedIn"]);
  });

  it("stay when one is signed out of, and none is used unasked", async () => {
    const { session, secrets } = await both();
    await session.signOut();
    assert.equal(session.state.kind, "signedOut");
    assert.equal(session.token(address), undefined);
    assert.deepEqual(session.accounts, [{ ...laptop, isChosen: false }]);
    assert.equal([...secrets.stored.values()].join().includes("svl_2"), false);
    await session.choose("key-1");
    assert.equal(session.token(address), "svl_1");
  });

  it("leave the period alone when another one than that in use is signed out of", async () => {
    const { session } = await both();
    const { state } = session;
    await session.signOut("key-1");
    await turn();
    assert.equal(session.state, state);
    assert.equal(session.token(address), "svl_2");
  });

  it("are one where two sign-ins were with the same key", async () => {
    const { session } = await both();
    await session.signIn("svl_2", address);
    await session.signIn("svl_3", address, laptop);
    assert.equal(session.accounts.length, 2);
    assert.equal(session.token(address), "svl_3");
  });

  it("are seen by a window that starts later, and switched there too", async () => {
    const { session, secrets } = await both();
    const { session: other } = started(secrets);
    await other.read();
    assert.deepEqual(other.accounts, session.accounts);
    await other.choose("key-1");
    await turn();
    assert.equal(session.token(address), "svl_1");
  });

  it("belong to one API address each", async () => {
    let current = address;
    const session = new Session(new FakeSecrets(), () => current);
    await session.signIn("svl_1", address, laptop);
    current = elsewhere;
    await session.restart();
    assert.deepEqual(session.accounts, []);
    await session.choose("key-1");
    assert.equal(session.state.kind, "signedOut");
  });

  it("get their names later where nobody had asked for them, without a new period", async () => {
    const { session } = started();
    await session.signIn("svl_1", address);
    const { state } = session;
    const told: unknown[] = [];
    session.onDidChangeAccounts(() => told.push(session.accounts[0]?.name));
    assert.equal(session.accounts[0]?.name, undefined);
    await session.describe("svl_1", address, laptop);
    assert.deepEqual(session.accounts, [{ ...laptop, isChosen: true }]);
    assert.equal(session.state, state);
    assert.ok(told.includes("Laptop"));
  });
});

describe("A key that is turned down", () => {
  async function twoWindows() {
    const one = started();
    await one.session.signIn("svl_1", address);
    const other = started(one.secrets);
    await other.session.read();
    return { one: one.session, other: other.session, secrets: one.secrets };
  }

  it("pauses the other windows too, where it is not told again", async () => {
    const { one, other } = await twoWindows();
    one.reject(one.state);
    await turn();
    assert.deepEqual(one.state, { kind: "rejected", isTold: false });
    assert.deepEqual(other.state, { kind: "rejected", isTold: true });
    assert.equal(other.token(address), undefined);
  });

  it("is tried by a window that starts later", async () => {
    const { one, secrets } = await twoWindows();
    one.reject(one.state);
    await turn();
    const { session: later } = started(secrets);
    await later.read();
    assert.equal(later.token(address), "svl_1");
    assert.equal(one.state.kind, "rejected");
  });

  it("is taken up again in all windows once somebody signs in with it", async () => {
    const { one, other } = await twoWindows();
    one.reject(one.state);
    await turn();
    await other.signIn("svl_1", address);
    await turn();
    assert.equal(one.token(address), "svl_1");
    assert.equal(other.token(address), "svl_1");
  });

  it("stays in use where another try has shown that it is good, until it is turned down anew", async () => {
    const { one, other } = await twoWindows();
    one.reject(one.state);
    await turn();
    await other.read("again");
    assert.equal(other.token(address), "svl_1");
    await other.describe("svl_1", address, { id: undefined, name: "Laptop", expiresAt: undefined });
    await turn();
    assert.equal(other.token(address), "svl_1");
    assert.equal(one.state.kind, "rejected");
    await one.read("again");
    one.reject(one.state);
    await turn();
    assert.deepEqual(other.state, { kind: "rejected", isTold: true });
  });

  it("is tried again although it is still being written down that it was turned down", async () => {
    const { one } = await twoWindows();
    one.reject(one.state);
    await one.read("again");
    assert.equal(one.token(address), "svl_1");
    await turn();
    assert.equal(one.token(address), "svl_1");
  });

  it("is turned down once, however many requests it was", async () => {
    const { one, other } = await twoWindows();
    const asked = one.state;
    const told: SessionState[] = [];
    one.onDidChange((state) => told.push(state));
    one.reject(asked);
    one.reject(asked);
    one.reject(one.state);
    await turn();
    assert.deepEqual(told, [{ kind: "rejected", isTold: false }]);
    assert.equal(other.state.kind, "rejected");
  });

  it("ends no period of another account", async () => {
    const { one, other } = await twoWindows();
    const asked = one.state;
    await other.signIn("svl_2", address);
    await turn();
    one.reject(asked);
    await turn();
    assert.equal(one.token(address), "svl_2");
    assert.equal(other.token(address), "svl_2");
  });

  it("is turned down in this window even if that cannot be written down", async () => {
    const { one, other, secrets } = await twoWindows();
    secrets.failure = new Error("locked");
    one.reject(one.state);
    await turn();
    assert.equal(one.state.kind, "rejected");
    assert.equal(other.token(address), "svl_1");
  });
});
