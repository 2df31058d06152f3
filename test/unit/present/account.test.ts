import assert from "node:assert/strict";
import { newlyOpened, type ReadyAccount } from "../../../src/model/store.ts";
import { accountNames, keyInUse } from "../../../src/present/account.ts";
import { panelView } from "../../../src/present/details.ts";
import { deviceWords, noCodeWords } from "../../../src/present/deviceSignIn.ts";
import { appRow, deploymentRow } from "../../../src/present/rows.ts";
import { viewMessage } from "../../../src/present/viewMessage.ts";
import type { Change } from "../../../src/sevalla/change.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { aDeployment, anApp, appId, hour, noon } from "../../support/builders.ts";
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

  it("are named above the apps in their last week with the time that is left", () => {
    const at = (ms: number) => {
      const key = { name: undefined, refused: [], end: { name: "CI", at: noon + ms } };
      return viewMessage({ ...aState([]), key }, [], noon);
    };
    assert.equal(at(7 * 24 * hour), "The API key CI expires in 7 days.");
    assert.equal(at(7 * 24 * hour + 1), undefined);
    assert.equal(at(0), undefined, "Sevalla says so itself");
  });

  it("are named in the views only where there are several", () => {
    const laptop = account("a", "Laptop", true);
    const refused = [{ appId: appId("shop"), kind: "settings" } as const];
    assert.deepEqual(keyInUse({ accounts: [laptop], refused: [] }), { name: undefined, refused: [] });
    const ending = { ...laptop, expiresAt: noon };
    assert.deepEqual(keyInUse({ accounts: [ending], refused: [] }).end, { name: "Laptop", at: noon });
    const accounts = [laptop, account("b", "CI")];
    assert.deepEqual(keyInUse({ accounts, refused }), { name: "Laptop", refused });
    assert.equal(keyInUse({ accounts: [account("b", "CI"), account("c", "D")], refused }).name, undefined);
  });
});

describe("A key that may not do everything", () => {
  const live = aDeployment("live");
  const shop = appId("shop");
  const state = (kinds: readonly Change["kind"][], account: Partial<ReadyAccount> = {}) => ({
    ...aState([[shop, aHistory([live])]], { refused: kinds.map((kind) => ({ appId: shop, kind })), account }),
    open: new Map([[live.id, { ...newlyOpened(shop), deployment: live }]]),
  });
  const noDeploy = "This API key may not deploy or roll back shop. Sign in with one that may.";
  const noChange = "This API key may not change the settings of shop. Sign in with one that may.";

  it("is said to be one above the tree, also beside what is out of date", () => {
    assert.equal(viewMessage(state(["deployments"]), [], noon), noDeploy);
    assert.equal(viewMessage(state(["settings", "deployments"]), [], noon), `${noDeploy} ${noChange}`);
    assert.equal(viewMessage(state([]), [], noon), undefined);
    const stale = { stale: new SevallaError("offline") };
    assert.match(
      viewMessage(state(["settings"], stale), [], noon) ?? "",
      /Shown as of .*\. This API key may not change/,
    );
  });

  it("switches the rollback in the panel off where that was refused, with the reason", () => {
    const wayBack = (kinds: readonly Change["kind"][]) => {
      const view = panelView(state(kinds), live.id, { arePicturesAllowed: false });
      return view.kind === "deployment" ? view.rollBack : undefined;
    };
    assert.deepEqual(wayBack(["deployments"]), { whyNot: noDeploy });
    assert.ok("label" in (wayBack(["settings"]) ?? {}));
  });

  it("greys out in the menus of a row what was refused for its app, and nothing else", () => {
    const contexts = (refused: readonly Change[]) => {
      const facts = { history: undefined, folders: [], isPaused: false, refused };
      const row = appRow({ app: anApp("shop"), ...facts }, noon);
      const isRefused = (tag: string) => row.context.split(" ").includes(tag);
      const isTarget = { deployment: live, isLive: true, isTarget: true, refused };
      const why = row.tooltip().flatMap(([name, text]) => (name === "API key" ? [text] : []));
      const isBelow = deploymentRow(isTarget, noon).context.includes("undeployable");
      return [isRefused("undeployable"), isBelow, isRefused("unsettable"), ...why];
    };
    assert.deepEqual(contexts([{ appId: shop, kind: "deployments" }]), [true, true, false, noDeploy]);
    assert.deepEqual(contexts([{ appId: shop, kind: "settings" }]), [false, false, true, noChange]);
    assert.deepEqual(contexts([{ appId: appId("blog"), kind: "deployments" }]), [false, false, false]);
  });
});

describe("A sign-in by code that came to nothing", () => {
  it("is told by the limit that was reached: that on codes, or that on requests", () => {
    const words = (requestsLeft: number | undefined) =>
      noCodeWords(new SevallaError("rateLimited", { status: 429, requestsLeft }));
    assert.match(words(12), /allows five at a time\. Nothing was changed\./);
    assert.match(words(undefined), /allows five at a time/);
    assert.match(words(0), /^Sevalla's limit on requests has been reached\. Nothing was changed\. .*Wait a minute/);
  });

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
