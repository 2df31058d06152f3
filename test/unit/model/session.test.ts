import assert from "node:assert/strict";
import { UnknownVersion } from "../../../src/model/unknownVersion.ts";
import { appId } from "../../support/builders.ts";
import { FakeSecrets } from "../../support/fakeSecrets.ts";
import { address, elsewhere, started, turn } from "../../support/startedSession.ts";

const change = { appId: appId("shop"), kind: "deployments" } as const;
const items = ({ stored }: FakeSecrets) => [...stored.keys()];

describe("A session", () => {
  it("begins signed out where no key is stored", async () => {
    const { session, states } = started();
    await session.read();
    assert.deepEqual(states, ["signedOut"]);
    assert.equal(session.token(address), undefined);
  });

  it("takes up the stored key", async () => {
    const { session: earlier, secrets } = started();
    await earlier.signIn("svl_1", address);
    const { session } = started(secrets);
    await session.read();
    assert.equal(session.token(address), "svl_1");
  });

  it("takes up a key that was stored before there could be several accounts, and moves it", async () => {
    const secrets = new FakeSecrets();
    secrets.stored.set(`sevalla.token@${address}`, "svl_1");
    const { session, states } = started(secrets);
    await session.read();
    await turn();
    assert.equal(session.token(address), "svl_1");
    assert.deepEqual(states, ["signedIn"]);
    assert.deepEqual(items(secrets), [`sevalla.accounts@${address}`]);
    const { session: later } = started(secrets);
    await later.read();
    assert.equal(later.token(address), "svl_1");
  });

  it("uses such a key even where it cannot be moved", async () => {
    const secrets = new FakeSecrets();
    secrets.stored.set(`sevalla.token@${address}`, "svl_1");
    secrets.store = async () => Promise.reject(new Error("locked"));
    const { session } = started(secrets);
    await session.read();
    assert.equal(session.token(address), "svl_1");
    assert.deepEqual(items(secrets), [`sevalla.token@${address}`]);
  });

  it("loses neither key when somebody signs in while such a key is moved", async () => {
    const secrets = new FakeSecrets();
    secrets.stored.set(`sevalla.token@${address}`, "svl_1");
    const { session } = started(secrets);
    await Promise.all([session.read(), session.signIn("svl_2", address)]);
    await turn();
    assert.equal(session.token(address), "svl_2");
    assert.equal(session.accounts.length, 2);
  });

  for (const garbage of ["", "{", "[]", "null", '{"version":1,"accounts":7}']) {
    it(`survives finding ${JSON.stringify(garbage)} in the secret storage`, async () => {
      const secrets = new FakeSecrets();
      secrets.stored.set(`sevalla.accounts@${address}`, garbage);
      secrets.stored.set(`sevalla.token@${address}`, "two words\n");
      const { session } = started(secrets);
      await session.read();
      assert.equal(session.state.kind, "signedOut");
      await session.signIn("svl_1", address);
      assert.equal(session.token(address), "svl_1");
      assert.deepEqual(items(secrets), [`sevalla.accounts@${address}`]);
    });
  }

  for (const newer of [
    '{"version":2,"accounts":{"a":1}}',
    '{"version":2,"accounts":[],"chosen":null}',
    '{"version":"b"}',
  ]) {
    it(`leaves what another version has stored as it is: ${newer}`, async () => {
      const secrets = new FakeSecrets();
      secrets.stored.set(`sevalla.accounts@${address}`, newer);
      secrets.stored.set(`sevalla.token@${address}`, "svl_old");
      const before = [...secrets.stored];
      const { session } = started(secrets);
      const isRefused = (error: unknown) =>
        error instanceof UnknownVersion && /Update the extension/.test(error.message);
      await assert.rejects(session.read(), isRefused);
      assert.equal(session.state.kind, "signedOut");
      for (const change of [
        () => session.signIn("svl_1", address),
        () => session.signOut(),
        () => session.choose("key-1"),
        () => session.describe("svl_old", address, { id: "key-1", name: "Laptop", expiresAt: undefined }),
      ]) {
        await assert.rejects(change(), isRefused);
      }
      assert.deepEqual([...secrets.stored], before);
    });
  }

  it("goes on with its key when a newer version takes the accounts over, and writes nothing more", async () => {
    const { session, secrets } = started();
    await session.signIn("svl_1", address);
    const newer = '{"version":2}';
    await secrets.store(`sevalla.accounts@${address}`, newer);
    await turn();
    assert.equal(session.token(address), "svl_1");
    session.reject(session.state);
    await turn();
    assert.equal(session.state.kind, "rejected");
    assert.equal(secrets.stored.get(`sevalla.accounts@${address}`), newer);
  });

  it("keeps the key in the secret storage and nowhere else", async () => {
    const { session, secrets } = started();
    await session.signIn("svl_1", address);
    assert.equal([...secrets.stored.values()].join().split("svl_1").length, 2);
    assert.equal(JSON.stringify([session, session.accounts]).includes("svl_1"), false);
    await session.signOut();
    assert.equal([...secrets.stored.values()].join().includes("svl_1"), false);
    assert.equal(session.token(address), undefined);
  });

  it("tells of a sign-in once, though the storage tells of it too", async () => {
    const { session, states } = started();
    await session.read();
    await session.signIn("svl_1", address);
    await turn();
    assert.deepEqual(states, ["signedOut", "signedIn"]);
  });

  it("follows a sign-in and a sign-out in another window", async () => {
    const { session: other, secrets } = started();
    const { session } = started(secrets);
    await session.read();
    await other.signIn("svl_2", address);
    await turn();
    assert.equal(session.token(address), "svl_2");
    await other.signOut();
    await turn();
    assert.equal(session.state.kind, "signedOut");
  });

  it("stops using a key that was turned down, but does not throw it away", async () => {
    const { session, secrets } = started();
    await session.signIn("svl_1", address);
    session.reject(session.state);
    assert.equal(session.state.kind, "rejected");
    assert.equal(session.token(address), undefined);
    assert.equal(secrets.stored.size, 1);
  });

  it("is not ended by an answer to an earlier key", async () => {
    const { session } = started();
    await session.signIn("svl_1", address);
    const earlier = session.state;
    await session.signIn("svl_2", address);
    session.reject(earlier);
    assert.equal(session.state.kind, "signedIn");
  });

  it("takes the same key up again when the user signs in with it again", async () => {
    const { session } = started();
    await session.signIn("svl_1", address);
    session.reject(session.state);
    await session.signIn("svl_1", address);
    assert.equal(session.token(address), "svl_1");
  });

  it("starts a new period when the user signs in again, even with the key in use", async () => {
    const { session } = started();
    await session.signIn("svl_1", address);
    const earlier = session.state;
    session.noteChange("svl_1", change, true);
    assert.deepEqual(session.refused, [change]);
    await session.signIn("svl_1", address);
    assert.notEqual(session.state, earlier);
    assert.deepEqual(session.state, { kind: "signedIn", isResumed: true });
    assert.deepEqual(session.refused, []);
  });

  it("knows what the key in use may not change, app by app and kind by kind, until it turns out otherwise", async () => {
    const { session } = started();
    await session.signIn("svl_1", address);
    const told: number[] = [];
    session.onDidChangeAccounts(() => told.push(session.refused.length));
    const settings = { ...change, kind: "settings" } as const;
    session.noteChange("svl_2", change, true);
    session.noteChange("svl_1", change, false);
    session.noteChange("svl_1", settings, true);
    session.noteChange("svl_1", settings, true);
    session.noteChange("svl_1", change, true);
    session.noteChange("svl_1", { ...change, appId: appId("blog") }, true);
    session.noteChange("svl_1", change, false);
    assert.deepEqual(told, [1, 2, 3, 2]);
    assert.deepEqual(session.refused, [settings, { ...change, appId: appId("blog") }]);
  });

  it("never hands the key of one API address to another", async () => {
    let current = address;
    const { session } = started(new FakeSecrets(), () => current);
    await session.signIn("svl_1", address);
    current = elsewhere;
    assert.equal(session.token(elsewhere), undefined);
    await session.restart();
    assert.equal(session.token(elsewhere), undefined);
    assert.equal(session.state.kind, "signedOut");
    current = address;
    await session.restart();
    assert.equal(session.token(address), "svl_1");
    assert.equal(session.token(elsewhere), undefined);
  });

  it("keeps a key for the address at which it was checked, when that changes meanwhile", async () => {
    let current = address;
    const { session, secrets } = started(new FakeSecrets(), () => current);
    await session.read();
    const signingIn = session.signIn("svl_1", address);
    current = elsewhere;
    const restarting = session.restart();
    await Promise.all([signingIn, restarting]);
    assert.equal(session.state.kind, "signedOut");
    assert.equal(session.token(elsewhere), undefined);
    assert.deepEqual(items(secrets), [`sevalla.accounts@${address}`]);
  });

  it("is signed out, and says so, when the secret storage cannot be read", async () => {
    const { session, secrets } = started();
    secrets.failure = new Error("locked");
    await assert.rejects(session.read(), /locked/);
    assert.equal(session.state.kind, "signedOut");
  });

  it("stays as it is when the storage fails later", async () => {
    const { session, secrets } = started();
    await session.signIn("svl_1", address);
    secrets.failure = new Error("locked");
    await assert.rejects(session.signOut(), /locked/);
    assert.equal(session.token(address), "svl_1");
  });

  it("hears nothing any more once it is disposed of", async () => {
    const { session, secrets } = started();
    await session.read();
    session.dispose();
    await secrets.store(`sevalla.token@${address}`, "svl_1");
    await turn();
    assert.equal(session.state.kind, "signedOut");
  });
});
