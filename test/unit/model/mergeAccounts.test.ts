import assert from "node:assert/strict";
import {
  accountOf,
  withAccount,
  withChosen,
  withFacts,
  withoutAccount,
  withRejection,
} from "../../../src/model/accountChanges.ts";
import { formatAccounts, parseAccounts } from "../../../src/model/accountEnvelope.ts";
import { type Accounts, noAccounts } from "../../../src/model/accounts.ts";
import { merged, revised } from "../../../src/model/mergeAccounts.ts";
import { FakeSecrets } from "../../support/fakeSecrets.ts";
import { address, started, until } from "../../support/startedSession.ts";

const laptop = accountOf("svl_1", { id: "key-1", name: "Laptop", expiresAt: undefined });
const board = accountOf("svl_2", { id: "key-2", name: "Board", expiresAt: undefined });
const pager = accountOf("svl_3", { id: "key-3", name: "Pager", expiresAt: undefined });

type Change = (accounts: Accounts) => Accounts;
const changed = (accounts: Accounts, ...changes: readonly Change[]) =>
  changes.reduce((before, change) => revised(before, change(before)), accounts);
const start = changed(
  noAccounts,
  (all) => withAccount(all, laptop),
  (all) => withAccount(all, board),
);
const ids = ({ all }: Accounts) => all.map(({ id }) => id).sort();

/** What two windows come to that have each made a change to what both knew, whichever of them has written last. */
function afterBoth(one: Change, other: Change): Accounts {
  const [first, second] = [changed(start, one), changed(start, other)];
  const [here, there] = [merged(first, second), merged(second, first)];
  assert.deepEqual(ids(here), ids(there));
  assert.equal(here.chosen, there.chosen);
  assert.equal(merged(here, there), there);
  assert.equal(merged(there, here), here);
  const stored = parseAccounts(formatAccounts(here));
  assert.equal(merged(here, stored), stored);
  return here;
}

describe("Two changes to the accounts at the same time", () => {
  it("are both kept", () => {
    const both = afterBoth(
      (all) => withAccount(all, pager),
      (all) => withRejection(all, "svl_1"),
    );
    assert.deepEqual(ids(both), ["key-1", "key-2", "key-3"]);
    assert.equal(both.chosen, "key-3");
    assert.equal(both.all.find(({ id }) => id === "key-1")?.rejections, 1);
  });

  it("choose the same account in the end", () => {
    afterBoth(
      (all) => withChosen(all, "key-1"),
      (all) => withAccount(all, pager),
    );
  });

  it("do not bring back a key that was removed", () => {
    for (const meanwhile of [
      (all: Accounts) => withRejection(all, "svl_2"),
      (all: Accounts) => withFacts(all, "svl_2", { id: "key-2", name: "Renamed", expiresAt: 7 }),
    ]) {
      const both = afterBoth((all) => withoutAccount(all, "key-2"), meanwhile);
      assert.deepEqual(ids(both), ["key-1"]);
      assert.equal(both.chosen, undefined);
    }
  });

  it("let somebody sign in again with a key that was removed", () => {
    const removed = changed(start, (all) => withoutAccount(all, "key-2"));
    const again = changed(removed, (all) => withAccount(all, board));
    assert.equal(merged(removed, again), again);
    assert.equal(merged(start, again), again);
  });

  it("remember a limited number of keys that were removed, and nothing of them but an id", () => {
    let accounts = start;
    for (let count = 0; count < 50; count++) {
      const key = accountOf(`svl_gone_${count}`);
      accounts = changed(
        accounts,
        (all) => withAccount(all, key),
        (all) => withoutAccount(all, key.id),
      );
    }
    assert.equal(accounts.gone?.length, 20);
    assert.equal(formatAccounts(accounts).includes("svl_gone"), false);
  });
});

describe("Two windows that write at the same time", () => {
  async function twoWindows() {
    const secrets = new FakeSecrets();
    const [one, other] = [started(secrets), started(secrets)];
    await one.session.signIn("svl_1", address, { id: "key-1", name: "Laptop", expiresAt: undefined });
    await until(() => other.session.token(address) === "svl_1");
    return { one: one.session, other: other.session, secrets };
  }

  it("lose no account", async () => {
    const { one, other, secrets } = await twoWindows();
    const sessions = [one, other];
    await Promise.all([one.signIn("svl_2", address), other.signIn("svl_3", address)]);
    await until(() => sessions.every(({ accounts }) => accounts.length === 3));
    await until(() => one.token(address) === other.token(address));
    const { session: later } = started(secrets);
    await later.read();
    assert.equal(later.accounts.length, 3);
    assert.equal(later.token(address), one.token(address));
  });

  it("lose neither a sign-in nor a rejection, nor keep a key that was removed", async () => {
    const { one, other, secrets } = await twoWindows();
    one.reject(one.state);
    await other.signIn("svl_2", address, { id: "key-2", name: "Board", expiresAt: undefined });
    await until(() => one.token(address) === "svl_2");
    const stored = () => parseAccounts([...secrets.stored.values()].join());
    await until(() => stored().all.some(({ id, rejections }) => id === "key-1" && rejections === 1));
    const facts = { id: "key-2", name: "Renamed", expiresAt: undefined };
    await Promise.all([one.signOut("key-2"), other.describe("svl_2", address, facts)]);
    await until(() => ids(stored()).join() === "key-1" && other.state.kind === "signedOut");
    assert.equal([...secrets.stored.values()].join().includes("svl_2"), false);
  });
});
