import assert from "node:assert/strict";
import { newlyOpened } from "../../../src/model/store.ts";
import { accountNames, keyInUse } from "../../../src/present/account.ts";
import { panelView } from "../../../src/present/details.ts";
import { deviceWords, noCodeWords } from "../../../src/present/deviceSignIn.ts";
import { readOnlyKey } from "../../../src/present/problem.ts";
import { viewMessage } from "../../../src/present/summary.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { aDeployment, appId, noon } from "../../support/builders.ts";
import { aHistory, aState } from "../../support/states.ts";

const account = (id: string, name: string | undefined, isChosen = false) => ({
  id,
  name,
  expiresAt: undefined,
  isChosen,
});
const namesOf = (...accounts: ReturnType<typeof account>[]) => [...accountNames(accounts).values()];

describe("Accounts", () => {
  it("are called as their keys are", () => {
    assert.deepEqual(namesOf(account("a", "Laptop"), account("b", undefined)), ["Laptop", "API key"]);
  });

  it("are never called alike", () => {
    const names = namesOf(account("11111111-aaaa", "CI"), account("11111111-bbbb", "CI"), account("c", "Laptop"));
    assert.deepEqual(names, ["CI (111-aaaa)", "CI (111-bbbb)", "Laptop"]);
    assert.equal(new Set(names).size, 3);
  });

  it("show what is hidden in a name", () => {
    assert.deepEqual(namesOf(account("a", "CI\u202e")), ["CI⟨U+202E⟩"]);
  });

  it("are named in the views only where there are several", () => {
    const laptop = account("a", "Laptop", true);
    assert.deepEqual(keyInUse({ accounts: [laptop], isReadOnly: false }), { name: undefined, isReadOnly: false });
    const accounts = [laptop, account("b", "CI")];
    assert.deepEqual(keyInUse({ accounts, isReadOnly: true }), { name: "Laptop", isReadOnly: true });
    assert.equal(keyInUse({ accounts: [account("b", "CI"), account("c", "D")], isReadOnly: false }).name, undefined);
  });
});

describe("A key that may only read", () => {
  const live = aDeployment("live");
  const state = (isReadOnly: boolean) => ({
    ...aState([[appId("shop"), aHistory([live])]], { isReadOnly }),
    open: new Map([[live.id, { ...newlyOpened(appId("shop")), deployment: live }]]),
  });

  it("is said to be one above the tree", () => {
    assert.equal(viewMessage(state(true), [], noon), readOnlyKey());
    assert.equal(viewMessage(state(false), [], noon), undefined);
  });

  it("switches the rollback in the panel off, with the reason", () => {
    const wayBack = (isReadOnly: boolean) => {
      const view = panelView(state(isReadOnly), live.id, noon, { arePicturesAllowed: false });
      return view.kind === "deployment" ? view.rollBack : undefined;
    };
    assert.deepEqual(wayBack(true), { whyNot: readOnlyKey() });
    assert.ok("label" in (wayBack(false) ?? {}));
  });
});

describe("A sign-in by code that came to nothing", () => {
  it("says what happened, what was not changed and what to do next", () => {
    assert.match(deviceWords({ kind: "denied" }), /was denied in the browser\. Nothing was changed\./);
    assert.match(deviceWords({ kind: "expired" }), /not approved in time\. Nothing was changed\./);
    assert.match(deviceWords({ kind: "lost" }), /was lost on its way.* remove the unused key/);
    assert.match(
      deviceWords({ kind: "failed", error: new SevallaError("forbidden") }),
      /permission.* Nothing was changed\./,
    );
  });

  it("explains the limit on codes as such", () => {
    assert.match(noCodeWords(new SevallaError("rateLimited")), /five at a time\. Nothing was changed\./);
    assert.match(noCodeWords(new SevallaError("offline")), /could not be reached\. Nothing was changed\./);
  });
});
