import assert from "node:assert/strict";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import type { Commit, CommitList, FileChanges, Undone, UndoneUnknown } from "../../../src/model/undone.ts";
import { confirmation } from "../../../src/present/plan.ts";
import { undoneLines, undoneView, unfetchedWords } from "../../../src/present/undone.ts";
import type { Deployment } from "../../../src/sevalla/resources.ts";
import { aDeployment, anApp, hour, noon } from "../../support/builders.ts";

const none: CommitList = { count: 0, isCut: false, newest: [] };
const registry = "us-central1-docker.pkg.dev:443/acme/shop";

describe("What a rollback undoes, in words", () => {
  it("is one line and the newest subjects for commits on one line", () => {
    const undone = list([commit("Use parcels", "ada"), commit("Add parcels", "bob"), commit("Fix it", "ada")]);
    assert.deepEqual(lines(known({ undone, files: files({ count: 12, insertions: 1_120, deletions: 34 }) })), [
      "Undoes 3 commits by ada and bob: 12 files, +1,120 −34.",
      "• Use parcels",
      "• Add parcels",
      "• Fix it",
    ]);
  });

  it("is in the singular for one", () => {
    const files_ = files({ count: 1, insertions: 1, deletions: 0, risky: ["go.sum"], riskyCount: 1 });
    assert.deepEqual(lines(known({ undone: list([commit("Use parcels", "ada")]), files: files_ })), [
      "Undoes 1 commit by ada: 1 file, +1 −0.",
      "• Use parcels",
      "File to mind: go.sum. Check that the code you go back to works with it.",
    ]);
  });

  it("does not repeat the subject of the one commit that the question names anyway", () => {
    const sha = "a".repeat(40);
    const undone = list([commit("Use parcels", "ada")]);
    const plan = planned({ kind: "known", undone, returning: none, files: files() }, { commitSha: sha });
    assert.deepEqual(lines(plan), ["Undoes 1 commit by ada: 1 file."]);
  });

  it("names three subjects, three authors and four files at most, and how many more there are", () => {
    const undone = list(["ada", "bob", "cy", "dee", "eve"].map((author) => commit(`By ${author}`, author)));
    const risky = ["1.sql", "2.sql", "3.sql", "4.sql", "5.sql"];
    assert.deepEqual(lines(known({ undone, files: files({ risky, riskyCount: 1_005 }) })), [
      "Undoes 5 commits by ada, bob, cy and others: 1 file.",
      "• By ada",
      "• By bob",
      "• By cy",
      "• and 2 more",
      "Files to mind: 1.sql, 2.sql, 3.sql, 4.sql and 1,001 more. Check that the code you go back to works with them.",
    ]);
  });

  it("says that there are more commits than were counted", () => {
    const newest = [commit("A", "ada"), commit("B", "ada"), commit("C", "ada"), commit("D", "ada")];
    const plan = known({ undone: { count: 10_000, isCut: true, newest }, files: files() });
    assert.deepEqual(lines(plan), [
      "Undoes more than 10,000 commits by ada and others: 1 file.",
      "• A",
      "• B",
      "• C",
      "• and more",
    ]);
    const [shown] = undoneView(plan, noon).lists;
    assert.equal(shown?.heading, "Undoes more than 10,000 commits");
    assert.equal(shown?.leftOut, "More than 9,996 older commits are left out.");
  });

  it("names both directions when the two are not on one line", () => {
    const plan = known({
      undone: list([commit("On main", "ada")]),
      returning: list([commit("Hotfix", "cy"), commit("Another", "cy")]),
      files: files({ count: 2, insertions: 5, deletions: 5 }),
    });
    assert.deepEqual(lines(plan), [
      "Undoes 1 commit by ada.",
      "• On main",
      "Brings back 2 commits by cy: the live release does not have them. 2 files differ.",
    ]);
    assert.deepEqual(
      undoneView(plan, noon).lists.map(({ heading }) => heading),
      ["Undoes 1 commit", "Brings back 2 commits"],
    );
  });

  it("says that commits come back when the target is the later one", () => {
    const plan = known({ returning: list([commit("Later", "ada")]), files: files({ insertions: 2, deletions: 1 }) });
    assert.deepEqual(lines(plan), ["Undoes no commit. Brings back 1 commit by ada: 1 file, +2 −1.", "• Later"]);
  });

  it("says that the files could not be read", () => {
    const plan = known({ undone: list([commit("A", undefined)]) });
    assert.deepEqual(lines(plan), ["Undoes 1 commit.", "• A", "Which files that changes could not be read."]);
  });

  it("says that both were made from one commit", () => {
    assert.deepEqual(lines(planned({ kind: "sameCommit" })), ["Undoes no commit: both were made from the same one."]);
  });

  for (const [why, words] of [
    ["noGit", /Git extension is off or finds no Git\. Check the setting git\.enabled\.$/],
    ["untrusted", /not trusted/],
    ["noRepository", /No repository of this workspace is the app's\. Open its folder/],
    ["notOpened", /not open in VS Code\. Open it with "Git: Open Repository"\.$/],
    ["notFetched", /not in your clone\. Fetch them/],
    ["shallow", /clone is shallow/],
    ["late", /longer than 5 seconds/],
    ["failed", /Git could not tell/],
  ] as const satisfies readonly (readonly [UndoneUnknown, RegExp])[]) {
    it(`says that it is not known: ${why}`, () => {
      const [line = "", ...others] = lines(planned({ kind: "unknown", why }));
      assert.match(line, /^What it undoes in the code is not known\. /);
      assert.match(line, words);
      assert.deepEqual(others, []);
      assert.match(unfetchedWords(why), /^[A-Z].*\. Nothing was changed\.$/);
    });
  }

  it("offers to fetch only where that may help", () => {
    const canFetch = (why: UndoneUnknown) => undoneView(planned({ kind: "unknown", why }), noon).canFetch;
    assert.deepEqual((["notFetched", "shallow", "late", "noGit"] as const).map(canFetch), [true, true, false, false]);
    assert.equal(undoneView(known({}), noon).canFetch, false);
  });

  it("names files to mind even where the history is not known", () => {
    const plan = planned({ kind: "unknown", why: "shallow", files: files({ risky: ["a.sql"], riskyCount: 1 }) });
    assert.equal(lines(plan).length, 2);
    assert.deepEqual(undoneView(plan, noon).riskyPaths, ["a.sql"]);
  });

  for (const [live, target, words] of [
    [`${registry}/api:2.4.0`, `${registry}/api:2.3.9`, "Goes from 2.4.0 back to 2.3.9 of the image api."],
    ["api:2.4.0", "api@sha256:abc", "Goes from 2.4.0 back to sha256:abc of the image api."],
    ["acme/api:2", "other/web:1", "Goes from the image api:2 back to web:1."],
    ["localhost:5000/api", "localhost:5000/api:1", "Goes from the image api back to api:1."],
    ["acme/api:latest", "acme/api:latest", "Both run the image api:latest."],
  ] as const) {
    it(`compares the images ${live} and ${target} of an app without commits`, () => {
      const facts = { commitSha: undefined, commitMessage: undefined };
      const plan = planned(
        { kind: "unknown", why: "noCommit" },
        { ...facts, image: live },
        { ...facts, image: target },
      );
      assert.deepEqual(lines(plan), [words]);
    });
  }

  it("is not known when only one of the two names a commit", () => {
    const plan = planned({ kind: "unknown", why: "noCommit" }, {}, { commitSha: undefined });
    assert.match(lines(plan)[0] ?? "", /not known\. Sevalla does not name the commit of both\.$/);
  });

  it("is nothing as long as nobody has looked", () => {
    assert.deepEqual(lines(planned(undefined)), []);
  });

  it("makes hostile text harmless", () => {
    const undone = list([commit("A\u202eb", "e\u0007ve")]);
    const plan = known({ undone, files: files({ risky: ["x\u202e.sql"], riskyCount: 1 }) });
    const text = [...lines(plan), JSON.stringify(undoneView(plan, noon))].join("");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    assert.doesNotMatch(text, /[\u202e\u0007]/);
  });

  it("stands in the question between the target and the risks", () => {
    const plan = known({ undone: list([commit("A", "ada")]), files: files() });
    const paragraphs = confirmation(plan, noon)
      .detail.split("\n\n")
      .map((one) => one.split(" ")[0]);
    assert.deepEqual(paragraphs, ["Live", "Goes", "Undoes", "Auto-deploy", "Sevalla"]);
  });

  it("lists commits with mark, author and age, and says what is left out", () => {
    const newest = [commit("A", "ada", noon - hour), { ...commit(" ", undefined), at: undefined }];
    const [shown] = undoneView(known({ undone: { count: 3, isCut: false, newest } }), noon).lists;
    assert.deepEqual(shown?.commits, [
      { sha: newest[0]?.sha, mark: "aaaaaaa", subject: "A", by: "ada · 1 h ago" },
      { sha: newest[1]?.sha, mark: "aaaaaaa", subject: "(no message)", by: "" },
    ]);
    assert.equal(shown?.leftOut, "1 older commit is left out.");
  });
});

function lines(plan: RollbackPlan): readonly string[] {
  return undoneLines(plan);
}

function planned(
  undone: Undone | undefined,
  live: Partial<Deployment> = {},
  target: Partial<Deployment> = {},
): RollbackPlan {
  return {
    kind: "plan",
    app: anApp("shop"),
    live: aDeployment("live", live),
    target: aDeployment("target", target),
    isTargetNamed: false,
    unread: 0,
    risks: { isAutoDeployOn: true, isHibernationOn: false, jobs: [], changedVariables: [] },
    undone,
  };
}

function known(facts: { undone?: CommitList; returning?: CommitList; files?: FileChanges }): RollbackPlan {
  return planned({ kind: "known", undone: none, returning: none, files: undefined, ...facts });
}

function list(newest: readonly Commit[]): CommitList {
  return { count: newest.length, isCut: false, newest };
}

function commit(subject: string, author: string | undefined, at = noon): Commit {
  return { sha: "a".repeat(40), subject, author, at };
}

function files(facts: Partial<FileChanges> = {}): FileChanges {
  return { count: 1, insertions: undefined, deletions: undefined, risky: [], riskyCount: 0, ...facts };
}
