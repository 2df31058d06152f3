import assert from "node:assert/strict";
import { noFilter } from "../../../src/model/filter.ts";
import { flat } from "../../../src/model/grouping.ts";
import type { Head, HeadPlace } from "../../../src/model/head.ts";
import type { State } from "../../../src/model/store.ts";
import { appsInOrder } from "../../../src/present/appOrder.ts";
import { exactTime } from "../../../src/present/format.ts";
import { appRow } from "../../../src/present/rows.ts";
import { invitation, statusSummary } from "../../../src/present/summary.ts";
import { viewMessage } from "../../../src/present/viewMessage.ts";
import { SevallaError, type SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import { aDeployment, anApp, appId, hour, minute, noon } from "../../support/builders.ts";
import { aHistory, aLink, aState } from "../../support/states.ts";

const shop = appId("shop");
const link = aLink("shop");
const live = aDeployment("live", { commitSha: "a1b2c3d".padEnd(40, "0"), commitMessage: "Gift cards" });

function text(state: State): string | undefined {
  return statusSummary(state, link, noon)?.text;
}

function account(kind: "signedOut" | "rejected" | "loading"): State {
  return {
    account: { kind },
    links: [link],
    open: new Map(),
    pausedApps: new Set(),
    autoDeployOff: new Set(),
    looked: new Set(),
    effects: new Map(),
    key: { name: undefined, refused: [] },
    filter: noFilter,
    grouping: flat,
    head: undefined,
  };
}

describe("The status bar", () => {
  it("says nothing where no app is linked, and can invite to link one where there is one to link", () => {
    assert.equal(statusSummary(aState([]), undefined, noon), undefined);
    assert.equal(invitation(aState([]))?.spoken, "Sevalla: link app. No app is linked to this workspace.");
    assert.equal(invitation(aState([], { apps: [] })), undefined);
    assert.equal(invitation(aState([], { links: [aLink("shop")] })), undefined);
  });

  it("names the linked app and what is live", () => {
    const state = aState([[shop, aHistory([live])]], { links: [link] });
    assert.equal(text(state), "$(pass-filled) shop: live a1b2c3d");
    assert.match(statusSummary(state, link, noon)?.spoken ?? "", /Live: Gift cards/);
  });

  it("turns while something is under way, and tells a rollback from a deployment", () => {
    const at = { createdAt: noon - 70_000, startedAt: noon - 65_000 };
    const running = aDeployment("new", { status: "inProgress", ...at, commitSha: "fff0000" });
    assert.equal(
      text(aState([[shop, aHistory([running, live])]])),
      "$(loading~spin) shop: deploying fff0000 · 1 min 5 s",
    );
    const back = { ...running, trigger: "ROLLBACK_DEPLOYMENT" };
    const state = aState([[shop, aHistory([back, live])]]);
    assert.equal(text(state), "$(loading~spin) shop: rolling back fff0000 · 1 min 5 s");
    const row = appRow({ app: anApp("shop"), history: aHistory([back, live]), folders: [], isPaused: false }, noon);
    assert.equal(row.description, "rolling back");
  });

  it("says for how long something has been under way, in words too, and when that changes", () => {
    const since = (startedAt: number) =>
      statusSummary(
        aState([[shop, aHistory([aDeployment("new", { status: "inProgress", createdAt: noon, startedAt }), live])]]),
        link,
        noon,
      );
    assert.match(since(noon - 61_000)?.spoken ?? "", /For 1 minute 1 second$/);
    assert.equal(since(noon - 61_000)?.changesIn, 1_000);
    assert.match(since(noon - 2 * hour)?.text ?? "", / · 2 h$/);
    assert.equal(since(noon - 2 * hour)?.changesIn, minute);
    assert.match(since(noon + minute)?.text ?? "", / · 0 s$/, "whose clock is ahead");
    assert.deepEqual(since(noon - 5_000)?.tooltip, since(noon - 6_000)?.tooltip);
    assert.equal(statusSummary(aState([[shop, aHistory([live])]]), link, noon)?.changesIn, undefined);
  });

  describe("says how the local HEAD stands to what is live:", () => {
    const at = (place: HeadPlace, facts: Partial<Head> = {}) =>
      statusSummary(
        aState([[shop, aHistory([live])]], {
          head: { appId: shop, live: live.commitSha ?? "", place, ...facts },
        }),
        link,
        noon,
      );
    const known = (ahead: number, behind: number) => at({ kind: "known", ahead, behind });
    const base = "$(pass-filled) shop: live a1b2c3d";

    it("it is live", () => {
      assert.equal(known(0, 0)?.text, `${base} · HEAD`);
      assert.match(known(0, 0)?.spoken ?? "", /Your HEAD is what is live\.$/);
    });

    it("ahead", () => {
      assert.equal(known(3, 0)?.text, `${base} · HEAD +3`);
      assert.match(known(3, 0)?.spoken ?? "", /Your HEAD is 3 commits ahead of what is live\.$/);
    });

    it("behind", () => {
      assert.equal(known(0, 1)?.text, `${base} · HEAD −1`);
      assert.match(known(0, 1)?.spoken ?? "", /Your HEAD is 1 commit behind what is live\.$/);
    });

    it("diverged", () => {
      assert.equal(known(3, 2)?.text, `${base} · HEAD +3 −2`);
      assert.match(
        known(3, 2)?.spoken ?? "",
        /have diverged: 3 commits only in HEAD, 2 commits only in what is live\.$/,
      );
    });

    it("further than is counted", () => {
      assert.equal(known(1_000, 0)?.text, `${base} · HEAD +999+`);
      assert.match(known(1_000, 0)?.spoken ?? "", /more than 999 commits ahead/);
    });

    it("not comparable, and what to do", () => {
      assert.equal(at({ kind: "notFetched" })?.text, base);
      assert.match(at({ kind: "notFetched" })?.spoken ?? "", /Fetch to compare it with HEAD\.$/);
      assert.match(at({ kind: "shallow" })?.spoken ?? "", /clone is shallow/);
    });

    it("nothing, when what was compared is no longer live or is another app's", () => {
      assert.equal(at({ kind: "known", ahead: 3, behind: 0 }, { live: "b".repeat(40) })?.text, base);
      assert.equal(at({ kind: "known", ahead: 3, behind: 0 }, { appId: appId("other") })?.text, base);
    });

    it("also when the last deployment failed", () => {
      const failed = aDeployment("new", { status: "failed", createdAt: noon });
      const head = { appId: shop, live: live.commitSha ?? "", place: { kind: "known", ahead: 1, behind: 0 } } as const;
      const summary = statusSummary(aState([[shop, aHistory([failed, live])]], { head }), link, noon);
      assert.equal(summary?.text, "$(error) shop: failed · live a1b2c3d · HEAD +1");
      assert.match(summary?.spoken ?? "", /1 commit ahead/);
    });
  });

  it("has an error's background when the last deployment failed until somebody has looked at it, and tells what is live", () => {
    const failed = aDeployment("new", { status: "failed", createdAt: noon });
    const state = aState([[shop, aHistory([failed, live])]]);
    const summary = statusSummary(state, link, noon);
    assert.equal(summary?.text, "$(error) shop: failed · live a1b2c3d");
    assert.equal(summary?.tone, "error");
    assert.match(summary?.tooltip.join("\n") ?? "", /Live: Gift cards/);
    const looked = statusSummary({ ...state, looked: new Set([failed.id]) }, link, noon);
    assert.deepEqual(looked, { ...summary, tone: "normal" });
    assert.equal(text(aState([[shop, aHistory([failed])]])), "$(error) shop: deployment failed");
  });

  it("says when signed out, turned down or still loading", () => {
    assert.equal(text(account("signedOut")), "$(sign-in) Sevalla: sign in");
    assert.equal(text(account("rejected")), "$(warning) Sevalla: sign in again");
    assert.equal(text(account("loading")), "$(loading~spin) Sevalla: loading");
  });

  it("says when the app is not in this account or the setting is no app id, and does not guess", () => {
    const elsewhere = aState([], { apps: [anApp("other")] });
    const summary = statusSummary(elsewhere, link, noon);
    assert.equal(summary?.text, "$(warning) Sevalla: linked app not found");
    assert.match(summary?.tooltip.join(" ") ?? "", /may have been deleted, or belong to another account/);
    const wrong = { ...link, setting: "shop", appId: undefined };
    for (const state of [aState([]), account("loading")])
      assert.match(statusSummary(state, wrong, noon)?.tooltip.join(" ") ?? "", /not an app ID/);
  });

  it("keeps the last known state while Sevalla cannot be reached, with its age", () => {
    const stale = new SevallaError("offline");
    const history = aHistory([live], { stale, loadedAt: noon - 5 * minute });
    const summary = statusSummary(aState([[shop, history]]), link, noon);
    assert.equal(summary?.text, "$(pass-filled) shop: live a1b2c3d $(debug-disconnect) 5 min ago");
    assert.match(summary?.tooltip.join(" ") ?? "", /could not be reached\. Shown as of .*\d:\d\d.*\.$/);
    assert.match(summary?.spoken ?? "", /Shown as of 5 min ago\.$/);
  });

  it("lets that age go on, but not in the tooltip, and marks other troubles than a lost connection otherwise", () => {
    const since = (loadedAt: number, kind: "offline" | "rateLimited", deployment = live) => {
      const history = aHistory([deployment], { stale: new SevallaError(kind), loadedAt });
      return statusSummary(aState([[shop, history]]), link, noon);
    };
    assert.equal(since(noon - 5 * minute, "offline")?.changesIn, minute);
    const running = aDeployment("new", { status: "inProgress", createdAt: noon - 5_000 });
    assert.equal(since(noon - 5 * minute, "offline", running)?.changesIn, 1_000);
    const old = aState([[shop, aHistory([live], { stale: new SevallaError("offline"), loadedAt: noon - 59_000 })]]);
    const [soon, later] = [noon, noon + 2_000].map((now) => statusSummary(old, link, now));
    assert.notEqual(soon?.text, later?.text);
    assert.deepEqual(soon?.tooltip, later?.tooltip);
    assert.match(since(noon - hour, "rateLimited")?.text ?? "", /a1b2c3d \$\(warning\) 1 h ago$/);
  });

  it("names what kept the first reading from going well", () => {
    const words = (kind: SevallaErrorKind) =>
      text({ ...aState([]), account: { kind: "failed", error: new SevallaError(kind) } });
    const kinds = ["offline", "timeout", "rateLimited", "forbidden", "server", "malformed"] as const;
    assert.deepEqual(kinds.map(words), [
      "$(warning) Sevalla: not reachable",
      "$(warning) Sevalla: not reachable",
      "$(warning) Sevalla: too many requests",
      "$(warning) Sevalla: not permitted",
      "$(warning) Sevalla: error",
      "$(warning) Sevalla: error",
    ]);
  });

  it("asks to sign in again once the key was turned down, and says as of when it shows what it shows", () => {
    const facts = { account: { stale: new SevallaError("unauthorized") } };
    const summary = statusSummary(aState([[shop, aHistory([live])]], facts), link, noon + hour);
    assert.equal(summary?.text, "$(warning) shop: live a1b2c3d · sign in again");
    assert.equal(summary?.tone, "warning");
    const note = `Sevalla did not accept the API key. Sign in again. Shown as of ${exactTime(noon)}.`;
    assert.equal(summary?.tooltip.at(-1), note);
    assert.ok(summary?.spoken.endsWith(note));
    assert.equal(viewMessage(aState([[shop, aHistory([live])]], facts), [], noon + hour), note);
  });

  it("does not let a deployment go on that nobody watches any more", () => {
    const running = aDeployment("new", { status: "inProgress", createdAt: noon, commitSha: "fff0000" });
    const facts = { account: { stale: new SevallaError("unauthorized") } };
    const summary = statusSummary(aState([[shop, aHistory([running, live])]], facts), link, noon + minute);
    assert.equal(summary?.text, "$(warning) shop: deploying fff0000 · sign in again");
    assert.equal(summary?.changesIn, undefined);
  });

  it("does not take an app's name for an icon", () => {
    const state = aState([[shop, aHistory([live])]], { apps: [anApp("shop", { name: "$(x) shop" })] });
    assert.equal(text(state)?.includes("$(x)"), false);
  });

  it("does not claim that nothing is live before it has looked at all deployments", () => {
    const failed = aDeployment("new", { status: "cancelled", createdAt: noon });
    assert.equal(text(aState([[shop, aHistory([failed])]])), "$(circle-large-outline) shop: not deployed");
    const more = aHistory([failed], { total: 60 });
    assert.equal(text(aState([[shop, more]])), "$(circle-large-outline) shop: live unknown");
  });

  it("says when an app is suspended or was never deployed", () => {
    assert.match(text(aState([], { apps: [anApp("shop", { isSuspended: true })] })) ?? "", /shop: suspended/);
    assert.match(text(aState([[shop, aHistory([])]])) ?? "", /shop: not deployed/);
  });
});

describe("The line above the tree", () => {
  it("is empty while all is well", () => {
    assert.equal(viewMessage(aState([[shop, aHistory([live])]], { links: [link] }), [], noon), undefined);
    assert.equal(viewMessage(account("signedOut"), [], noon), undefined);
  });

  it("says how old the apps are after a failed refresh, and why", () => {
    const stale = { stale: new SevallaError("timeout"), loadedAt: noon - 2 * hour };
    assert.match(
      viewMessage(aState([], { account: stale }), [shop], noon) ?? "",
      /^Sevalla did not answer in time\. Shown as of 2 h ago\.$/,
    );
  });

  it("says so when an app's deployments are out of date", () => {
    const history = aHistory([live], { stale: new SevallaError("offline"), loadedAt: noon - minute });
    assert.match(viewMessage(aState([[shop, history]]), [shop], noon) ?? "", /Shown as of 1 min ago\.$/);
  });

  it("does not speak of an app that nobody looks at", () => {
    const history = aHistory([live], { stale: new SevallaError("offline") });
    assert.equal(viewMessage(aState([[shop, history]]), [], noon), undefined);
  });

  it("says which folder's link leads nowhere", () => {
    const state = aState([], { links: [aLink("gone", "web")] });
    assert.match(viewMessage(state, [shop], noon) ?? "", /The app linked to web is not in this account/);
  });
});

describe("The order of apps", () => {
  it("puts the linked ones first, then the others by name", () => {
    const apps = ["delta", "alpha", "charlie", "bravo"].map((name) => anApp(name));
    const order = (...linked: readonly string[]) => appsInOrder(apps, linked.map(appId)).map(({ name }) => name);
    assert.deepEqual(order("delta", "charlie"), ["delta", "charlie", "alpha", "bravo"]);
    assert.deepEqual(order("bravo", "gone"), ["bravo", "alpha", "charlie", "delta"]);
    assert.deepEqual(order(), ["alpha", "bravo", "charlie", "delta"]);
  });
});
