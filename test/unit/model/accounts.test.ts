import assert from "node:assert/strict";
import { accountOf, withAccount, withChosen, withFacts, withRejection } from "../../../src/model/accountChanges.ts";
import { formatAccounts, parseAccounts } from "../../../src/model/accountEnvelope.ts";
import { chosenAccount, noAccounts } from "../../../src/model/accounts.ts";

const laptop = accountOf("svl_1", { id: "key-1", name: "Laptop", expiresAt: 9_000 });
const board = accountOf("svl_2", { id: "key-2", name: undefined, expiresAt: undefined });
const both = withAccount(withAccount(noAccounts, laptop), board);

describe("Stored accounts", () => {
  it("come back as they were written", () => {
    assert.deepEqual(parseAccounts(formatAccounts(both)), parseAccounts(formatAccounts(both)));
    const read = parseAccounts(formatAccounts(both));
    assert.equal(read.chosen, "key-2");
    assert.deepEqual(
      read.all.map(({ id, name, token, expiresAt }) => ({ id, name, token, expiresAt })),
      [
        { id: "key-1", name: "Laptop", token: "svl_1", expiresAt: 9_000 },
        { id: "key-2", name: "API key", token: "svl_2", expiresAt: undefined },
      ],
    );
  });

  it("say which version of the envelope they are in", () => {
    assert.equal(JSON.parse(formatAccounts(both)).version, 1);
  });

  it("lose a malformed one, not the others", () => {
    const accounts = [{ id: 7 }, { id: "", token: "svl_0" }, { id: "a", token: "two words" }, "b", laptop];
    const read = parseAccounts(JSON.stringify({ version: 1, accounts, chosen: "a" }));
    assert.deepEqual(
      read.all.map(({ id }) => id),
      ["key-1"],
    );
    assert.equal(chosenAccount(read), undefined);
  });

  it("drop only what is odd about one", () => {
    const odd = { ...laptop, name: 7, expiresAt: "soon", rejections: -1, more: true };
    const [read] = parseAccounts(JSON.stringify({ version: 1, accounts: [odd] })).all;
    assert.equal(read?.token, "svl_1");
    assert.equal(read?.name, undefined);
    assert.equal(read?.expiresAt, undefined);
    assert.equal(read?.rejections, undefined);
  });

  it("have an id made from the token where Sevalla names none, which does not show the token", () => {
    const { id } = accountOf("svl_secret");
    assert.match(id, /^token-[0-9a-f]{16}$/);
    assert.equal(id, accountOf("svl_secret").id);
    assert.notEqual(id, accountOf("svl_other").id);
  });

  it("take on Sevalla's id once that is known, and stay chosen", () => {
    const unnamed = withAccount(noAccounts, accountOf("svl_1"));
    const named = withFacts(unnamed, "svl_1", { id: "key-1", name: "Laptop", expiresAt: undefined });
    assert.equal(chosenAccount(named)?.id, "key-1");
    assert.equal(withFacts(named, "svl_9", { id: "key-9", name: "Nine", expiresAt: undefined }), named);
  });

  it("forget that a key was turned down when it is chosen again", () => {
    const rejected = withRejection(withRejection(both, "svl_2"), "svl_2");
    assert.equal(chosenAccount(rejected)?.rejections, 2);
    assert.equal(chosenAccount(withChosen(rejected, "key-2"))?.rejections, undefined);
    assert.equal(withChosen(both, "key-9"), both);
  });
});
