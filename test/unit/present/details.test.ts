import assert from "node:assert/strict";
import { newlyOpened, type OpenDeployment, type State } from "../../../src/model/store.ts";
import { panelTitle, panelView } from "../../../src/present/details.ts";
import { SevallaError, type SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import type { LogEntry } from "../../../src/sevalla/resources.ts";
import type { DeploymentView } from "../../../src/webview/protocol.ts";
import { aDeployment, appId, hour, minute, noon } from "../../support/builders.ts";
import { said } from "../../support/panelViews.ts";
import { aHistory, aState } from "../../support/states.ts";

const shop = appId("shop");
const live = aDeployment("live", { createdAt: noon - hour });
const earlier = aDeployment("earlier", { createdAt: noon - 2 * hour, commitSha: "a1b2c3d".padEnd(40, "0") });

const options = { arePicturesAllowed: false };

function entry(id: string, message: string, severity = "INFO"): LogEntry {
  return { id, message, severity, service: undefined, at: noon };
}

function opened(facts: Partial<OpenDeployment> = {}): State {
  const open: OpenDeployment = {
    appId: shop,
    deployment: earlier,
    error: undefined,
    log: { kind: "ready", entries: [], readAt: noon, stale: undefined },
    plan: undefined,
    ...facts,
  };
  const id = open.deployment?.id ?? earlier.id;
  return { ...aState([[shop, aHistory([live, earlier])]]), open: new Map([[id, open]]) };
}

function shown(facts: Partial<OpenDeployment> = {}): DeploymentView {
  const view = panelView(opened(facts), facts.deployment?.id ?? earlier.id, options);
  if (view.kind !== "deployment") throw new Error(`the panel shows: ${view.title}`);
  return view;
}

function noticeOf(state: State): string {
  const view = panelView(state, earlier.id, options);
  return view.kind === "notice" ? view.title : "a deployment";
}

describe("The details panel", () => {
  it("is titled by app and release", () => {
    assert.equal(panelTitle(opened(), earlier.id), "shop: a1b2c3d");
    const deployment = { ...earlier, trigger: "ROLLBACK_DEPLOYMENT" };
    assert.equal(panelTitle(opened({ deployment }), earlier.id), "shop: rollback to a1b2c3d");
  });

  it("is titled with its time, too, while another deployment of the same release is open", () => {
    const again = { ...earlier, id: live.id, createdAt: earlier.createdAt + 1_000 };
    const open = new Map([...opened().open, ...opened({ deployment: again }).open]);
    const titles = [earlier.id, again.id].map((id) => panelTitle({ ...opened(), open }, id));
    assert.match(titles[0] ?? "", /^shop: a1b2c3d, Mar 10, .*:00:00/);
    assert.match(titles[1] ?? "", /^shop: a1b2c3d, Mar 10, .*:00:01/);
    open.set(again.id, { ...newlyOpened(shop), deployment: live });
    assert.equal(panelTitle({ ...opened(), open }, earlier.id), "shop: a1b2c3d");
  });

  it("tells in plain words how it began, and names nobody who only wrote the commit", () => {
    const origin = (facts: Partial<typeof earlier>) => said(shown({ deployment: { ...earlier, ...facts } }).origin);
    const cases: readonly (readonly [Partial<typeof earlier>, string])[] = [
      [{}, "Pushed to main 2 h ago"],
      [{ commitSha: undefined }, "Pushed to main 2 h ago"],
      [{ trigger: "MANUAL_DEPLOY" }, "Deployed by hand 2 h ago"],
      [{ trigger: "ROLLBACK_DEPLOYMENT" }, "Rolled back 2 h ago"],
      [{ trigger: "ROLLBACK_DEPLOYMENT", status: "failed" }, "Rollback started 2 h ago"],
      [{ trigger: "RESTART" }, "Restarted 2 h ago"],
      [{ trigger: "RESTART", status: "inProgress" }, "Restart started 2 h ago"],
    ];
    assert.deepEqual(
      cases.map(([facts]) => origin(facts)),
      cases.map(([, words]) => words),
    );
  });

  it("names the branch where there is no commit to name it with", () => {
    const branch = (facts: Partial<typeof earlier>) =>
      shown({ deployment: { ...earlier, ...facts } }).facts.find(({ name }) => name === "Branch")?.value;
    assert.deepEqual(branch({}), []);
    assert.deepEqual(branch({ commitSha: undefined }), ["main"]);
    assert.deepEqual(branch({ commitSha: undefined, branch: undefined }), []);
  });

  it("shows title, body, status and what can be done", () => {
    const view = shown();
    assert.equal(view.title, "Release earlier");
    assert.equal(view.commit?.body, "With a body.");
    assert.deepEqual(view.status, { word: "Succeeded", icon: "pass", tone: "good" });
    assert.deepEqual(view.rollBack, { label: "Roll back to this deployment…", canPreview: true, isUndo: false });
    assert.equal(view.commit?.canOpen, true);
    assert.equal(view.isLive, false);
  });

  it("offers to roll back from what is live to the one before", () => {
    const asLive = shown({ deployment: live });
    assert.equal(asLive.isLive, true);
    assert.deepEqual(asLive.rollBack, { label: "Roll back to the one before…", canPreview: false, isUndo: false });
  });

  it("offers to undo a rollback that is live, and not to go back to what it was to get rid of", () => {
    const rollback = { ...live, trigger: "ROLLBACK_DEPLOYMENT" };
    const state = { ...aState([[shop, aHistory([rollback, earlier])]]), open: opened({ deployment: rollback }).open };
    const view = panelView(state, rollback.id, options);
    const wanted = { label: "Undo rollback…", canPreview: false, isUndo: true };
    assert.deepEqual(view.kind === "deployment" && view.rollBack, wanted);
  });

  it("says why a deployment cannot be rolled back to", () => {
    const why = (facts: Partial<typeof earlier>) => {
      const { rollBack } = shown({ deployment: { ...earlier, ...facts } });
      return "whyNot" in rollBack ? rollBack.whyNot : "";
    };
    assert.match(why({ status: "failed" }), /it did not succeed/);
    assert.match(why({ status: "inProgress" }), /has not finished yet/);
    assert.match(why({ image: undefined }), /no image/);
  });

  it("does not offer a way back, nor call a success a failure, while it is not known what is live", () => {
    const unknown = { ...opened(), ...aState([]), open: opened().open };
    const view = panelView(unknown, earlier.id, options);
    assert.deepEqual(view.kind === "deployment" && view.rollBack, { whyNot: "What is live now is not known yet." });
  });

  it("shows the author's picture only where pictures are allowed, and only from an https address", () => {
    const picture = (authorImage: string, arePicturesAllowed: boolean) => {
      const deployment = { ...earlier, authorImage };
      const view = panelView(opened({ deployment }), earlier.id, { arePicturesAllowed });
      return view.kind === "deployment" ? view.commit?.picture : undefined;
    };
    assert.equal(picture("https://example.com/a.png", true), "https://example.com/a.png");
    assert.equal(picture("https://example.com/a.png", false), undefined);
    for (const address of [
      "http://example.com/a.png",
      "data:image/png;base64,AA",
      "https://me:me@example.com/",
      "no",
    ]) {
      assert.equal(picture(address, true), undefined);
    }
  });

  it("has initials for every author", () => {
    const initials = (authorLogin: string | undefined) =>
      shown({ deployment: { ...earlier, authorLogin } }).commit?.initials;
    assert.deepEqual(["mara-lindqvist", "octocat", "émile zola", "🐙", undefined].map(initials), [
      "ML",
      "OC",
      "ÉZ",
      "?",
      "?",
    ]);
  });

  it("says why a deployment failed, and nothing of the kind of others", () => {
    const log = {
      kind: "ready",
      entries: [entry("1", "Building"), entry("2", "Error: no space left", "ERROR")],
      ...{ readAt: noon, stale: undefined },
    } as const;
    const { errors } = shown({ deployment: { ...earlier, status: "failed" }, log });
    assert.deepEqual(errors, [{ text: "Error: no space left", entry: 1, place: undefined }]);
    assert.deepEqual(shown({ log }).errors, []);
  });

  it("says where in what went wrong a file of the workspace is named, and of no other file", () => {
    const message = "src/pay.ts:42:17 - error TS2345: no; dist/x.js:1:2";
    const log = { kind: "ready", entries: [entry("1", message)], readAt: noon, stale: undefined } as const;
    const state = opened({ deployment: { ...earlier, status: "failed" }, log });
    const places = (file: string) => {
      const view = panelView(state, earlier.id, { ...options, hasFile: (path) => path === file });
      return view.kind === "deployment" ? view.errors.map(({ place }) => place) : [];
    };
    assert.deepEqual(places("src/pay.ts"), [{ start: 0, end: "src/pay.ts:42:17".length }]);
    assert.deepEqual(places("src/other.ts"), [undefined]);
  });

  it("does not read through the log each time that anything changes", () => {
    let reads = 0;
    const counting = {
      ...entry("1", ""),
      get message() {
        reads++;
        return "Error: no space left";
      },
    };
    const log = { kind: "ready", entries: [counting], readAt: noon, stale: undefined } as const;
    const state = opened({ deployment: { ...earlier, status: "failed" }, log });
    const draw = () => panelView(state, earlier.id, { arePicturesAllowed: false });
    draw();
    const before = reads;
    assert.ok(before > 0);
    draw();
    assert.equal(reads, before);
  });

  it("says that a deployment is gone, and still shows it, but nothing that could be done with it", () => {
    const error = new SevallaError("notFound");
    const view = shown({ error, plan: { kind: "planning" } });
    assert.deepEqual(view.warning, {
      text: ["Sevalla does not have this deployment any more. This is how it was last seen."],
      mend: undefined,
    });
    assert.equal(shown({ error, deployment: { ...earlier, status: "inProgress" } }).canCancel, false);
    assert.equal(shown({ error, deployment: { ...earlier, status: "failed" } }).deployAgain, undefined);
    assert.equal(view.title, "Release earlier");
    assert.deepEqual(view.rollBack, { whyNot: "It cannot be rolled back to any more." });
    assert.equal(view.plan, undefined);
    const wasLive = shown({ deployment: live, error });
    assert.equal(wasLive.isLive, false);
    assert.deepEqual(wasLive.rollBack, view.rollBack);
  });

  it("tells an empty log from one that is still to come or cannot be read", () => {
    const text = (facts: Partial<OpenDeployment>) => {
      const { log } = shown(facts);
      return log.kind === "message" ? said(log.text) : "lines";
    };
    assert.equal(text({}), "This deployment wrote no log.");
    assert.equal(text({ deployment: { ...earlier, status: "inProgress" } }), "Nothing has been logged yet.");
    assert.match(text({ log: { kind: "failed", error: new SevallaError("rateLimited") } }), /limit/);
    assert.equal(text({ log: { kind: "loading" } }), "Loading the log…");
  });

  it("keeps what it shows when a refresh fails, and says so", () => {
    const warning = (kind: SevallaErrorKind) => shown({ error: new SevallaError(kind) }).warning;
    assert.match(said(warning("offline")?.text ?? []), /^Could not refresh\. /);
    const old = shown({ error: new SevallaError("offline"), asOf: noon - 3 * minute }).warning;
    assert.match(said(old?.text ?? []), / Shown as of 3 min ago\.$/);
    assert.deepEqual(warning("offline")?.mend, { type: "refresh" });
    assert.deepEqual(warning("unauthorized")?.mend, { type: "signIn" });
    assert.deepEqual(warning("forbidden")?.mend, { type: "signIn" });
  });

  it("offers to cancel what is under way, and to deploy again the branch of what did not succeed", () => {
    const offers = (facts: Partial<typeof earlier>) => {
      const { canCancel, deployAgain } = shown({ deployment: { ...earlier, ...facts } });
      return [canCancel, deployAgain];
    };
    assert.deepEqual(offers({}), [false, undefined]);
    assert.deepEqual(offers({ status: "waiting" }), [true, undefined]);
    assert.deepEqual(offers({ status: "inProgress" }), [true, undefined]);
    for (const status of ["failed", "cancelled"]) assert.deepEqual(offers({ status }), [false, "Deploy main again…"]);
    for (const trigger of ["ROLLBACK_DEPLOYMENT", "RESTART"])
      assert.deepEqual(offers({ status: "failed", trigger }), [false, undefined]);
    assert.deepEqual(offers({ status: "failed", commitSha: undefined }), [false, undefined]);
    assert.deepEqual(offers({ status: "failed", branch: undefined }), [false, undefined]);
  });

  it("clears itself when the user signs out or the key is turned down", () => {
    const state = opened();
    assert.equal(noticeOf({ ...state, account: { kind: "signedOut" } }), "Signed out");
    assert.equal(noticeOf({ ...state, account: { kind: "rejected" } }), "Signed out");
  });

  it("tells loading, deleted and unreadable deployments apart", () => {
    const none = { deployment: undefined };
    assert.equal(noticeOf(opened(none)), "Loading the deployment…");
    assert.equal(noticeOf(opened({ ...none, error: new SevallaError("notFound") })), "Deployment not found");
    assert.equal(noticeOf(opened({ ...none, error: new SevallaError("offline") })), "Could not load the deployment");
  });
});
