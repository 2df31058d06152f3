import assert from "node:assert/strict";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { type CommitPair, chooseClone, compare } from "../../../src/model/clone.ts";
import type { Undone } from "../../../src/model/undone.ts";
import { GitRepository, repositoriesFolder } from "../../support/gitRepository.ts";
import { PlainClone } from "../../support/plainClone.ts";

const inTime = new AbortController().signal;

describe("What a rollback undoes, in a real repository", () => {
  let folder: ReturnType<typeof repositoriesFolder>;
  let origin: GitRepository;
  let first: string;

  beforeEach(() => {
    folder = repositoriesFolder();
    origin = GitRepository.create(path.join(folder.dir, "origin"));
    first = origin.commit("First");
  });
  afterEach(() => folder.remove());

  const place = (name: string) => path.join(folder.dir, name);
  const between = (live: string, target: string, repository = origin, isRisky = (file: string) => /sql$/.test(file)) =>
    compare(new PlainClone(repository), { live, target, repoUrls: [] }, { isRisky, filesLimit: inTime });

  it("is the commits after the target on one line, newest first, with their files and lines", async () => {
    origin.commit("Second", { "app.txt": "Second\n", "db/1.sql": "create\n" }, "Bob");
    const live = origin.commit("Third\n\nBody", { "app.txt": "Third\n" });
    const known = theKnown(await between(live, first));
    assert.equal(known.undone.count, 2);
    assert.equal(known.undone.isCut, false);
    assert.deepEqual(
      known.undone.newest.map(({ subject, author }) => [subject, author]),
      [
        ["Third", "Ada"],
        ["Second", "Bob"],
      ],
    );
    assert.equal(known.undone.newest[0]?.sha, live);
    assert.deepEqual(known.returning, { count: 0, isCut: false, newest: [] });
    assert.deepEqual(known.files, { count: 2, insertions: 2, deletions: 1, risky: ["db/1.sql"], riskyCount: 1 });
  });

  it("lists both directions where the two are not on one line", async () => {
    origin.git("checkout", "--quiet", "-b", "hotfix");
    const target = origin.commit("Hotfix", { "fix.txt": "fix\n" });
    origin.git("checkout", "--quiet", "main");
    origin.commit("Second", { "two.txt": "two\n" });
    const live = origin.commit("Third", { "three.txt": "three\n" });
    const known = theKnown(await between(live, target));
    assert.deepEqual(subjects(known.undone), ["Third", "Second"]);
    assert.deepEqual(subjects(known.returning), ["Hotfix"]);
    assert.equal(known.files?.count, 3);
  });

  it("brings commits back when the target is the later one", async () => {
    const target = origin.commit("Second", { "two.txt": "a\nb\n" });
    const known = theKnown(await between(first, target));
    assert.equal(known.undone.count, 0);
    assert.deepEqual(subjects(known.returning), ["Second"]);
    assert.deepEqual([known.files?.insertions, known.files?.deletions], [2, 0]);
  });

  it("counts what a merge brought", async () => {
    origin.git("checkout", "--quiet", "-b", "feature");
    origin.commit("On the branch", { "feature.txt": "feature\n" }, "Cy");
    origin.git("checkout", "--quiet", "main");
    origin.commit("On main", { "main.txt": "main\n" });
    const live = origin.merge("feature");
    const known = theKnown(await between(live, first));
    assert.deepEqual(new Set(subjects(known.undone)), new Set(["Merge feature", "On the branch", "On main"]));
    assert.equal(known.files?.count, 2);
  });

  it("does not call a merged branch undone when the target is on it", async () => {
    origin.git("checkout", "--quiet", "-b", "feature");
    const target = origin.commit("On the branch", { "feature.txt": "feature\n" });
    origin.git("checkout", "--quiet", "main");
    origin.commit("On main", { "main.txt": "main\n" });
    const live = origin.merge("feature");
    const known = theKnown(await between(live, target));
    assert.deepEqual(subjects(known.undone), ["Merge feature", "On main"]);
    assert.equal(known.returning.count, 0);
  });

  it("counts a renamed file once and minds what it was called before", async () => {
    const before = origin.commit("Migration", { "db/1.sql": "a\nb\nc\nd\n" });
    const live = origin.commit("Move it", { "db/1.sql": undefined, "db/1.txt": "a\nb\nc\nd\n" });
    const known = theKnown(await between(live, before));
    assert.deepEqual(known.files, { count: 1, insertions: 0, deletions: 0, risky: ["db/1.txt"], riskyCount: 1 });
  });

  it("is nothing when both are the same commit, however long its name is", async () => {
    assert.deepEqual(await between(first, first.slice(0, 10)), { kind: "sameCommit" });
  });

  it("is unknown when the clone does not hold a commit, until it is fetched", async () => {
    const clone = origin.clone(place("clone"));
    const live = origin.commit("Second");
    assert.deepEqual(await between(live, first, clone), { kind: "unknown", why: "notFetched" });
    clone.git("fetch", "--quiet");
    assert.equal(theKnown(await between(live, first, clone)).undone.count, 1);
  });

  it("is unknown in a shallow clone whose history ends between the two, though their files can be compared", async () => {
    origin.commit("Second", { "db/2.sql": "two\n" });
    const live = origin.commit("Third", { "three.txt": "three\n" });
    const clone = origin.clone(place("clone"), "--depth=1");
    clone.git("fetch", "--quiet", "--depth=1", "origin", first);
    const undone = await between(live, first, clone);
    assert.equal(undone.kind === "unknown" && undone.why, "shallow");
    assert.deepEqual(undone.kind === "unknown" && undone.files?.risky, ["db/2.sql"]);
  });

  it("is known in a shallow clone that reaches back far enough", async () => {
    const target = origin.commit("Second");
    const live = origin.commit("Third");
    const clone = origin.clone(place("clone"), "--depth=2");
    assert.deepEqual(subjects(theKnown(await between(live, target, clone)).undone), ["Third"]);
  });

  it("counts up to 10,000 commits, keeps the newest 100, and says that there are more", async () => {
    const live = origin.manyCommits(10_050);
    const known = theKnown(await between(live, first));
    assert.deepEqual([known.undone.count, known.undone.isCut, known.undone.newest.length], [10_000, true, 100]);
    assert.equal(known.undone.newest[0]?.subject, "Change number 10050");
    const exact = theKnown(await between(live, origin.git("rev-parse", "HEAD~10000")));
    assert.deepEqual([exact.undone.count, exact.undone.isCut], [10_000, false]);
  }).timeout(120_000);

  it("keeps the first 100 files to mind and counts them all", async () => {
    const live = origin.commit("Many", Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`${n}.sql`, "x\n"])));
    const { files } = theKnown(await between(live, first));
    assert.deepEqual([files?.count, files?.riskyCount, files?.risky.length], [130, 130, 100]);
  });

  it("holds files against the patterns in slices, between which others have their turn", async () => {
    const live = origin.commit("Three", { "1.sql": "x\n", "2.sql": "x\n", "3.sql": "x\n" });
    const order: string[] = [];
    const isRisky = () => {
      if (order.length === 0) setImmediate().then(() => order.push("other"));
      for (const end = performance.now() + 10; performance.now() < end; );
      return order.push("file") > 0;
    };
    assert.equal(theKnown(await between(live, first, origin, isRisky)).files?.riskyCount, 3);
    assert.equal(order.indexOf("other") < order.lastIndexOf("file"), true, order.join());
  });

  it("tells the commits without the files when those take too long", async () => {
    const live = origin.commit("Second");
    const limit = new AbortController();
    const stuck = new PlainClone(origin);
    stuck.changes = () => new Promise(() => limit.abort());
    const pair = { live, target: first, repoUrls: [] };
    const known = theKnown(await compare(stuck, pair, { isRisky: () => false, filesLimit: limit.signal }));
    assert.equal(known.files, undefined);
    assert.equal(known.undone.count, 1);
  });

  it("tells the commits without the files when it takes too long to hold these against patterns", async () => {
    const live = origin.commit("Second", { "one.txt": "1", "two.txt": "2" });
    const limit = new AbortController();
    const isRisky = () => {
      limit.abort();
      for (const end = performance.now() + 10; performance.now() < end; );
      return false;
    };
    const pair = { live, target: first, repoUrls: [] };
    const known = theKnown(await compare(new PlainClone(origin), pair, { isRisky, filesLimit: limit.signal }));
    assert.deepEqual([known.files, known.undone.count], [undefined, 1]);
  });
});

describe("The clone that is asked", () => {
  let folder: ReturnType<typeof repositoriesFolder>;
  let app: GitRepository;
  let other: GitRepository;
  let pair: CommitPair;

  before(() => {
    folder = repositoriesFolder();
    app = GitRepository.create(path.join(folder.dir, "app"));
    other = GitRepository.create(path.join(folder.dir, "other"));
    other.commit("Something else", { "other.txt": "other\n" });
    const target = app.commit("First");
    pair = { target, live: app.commit("Second"), repoUrls: ["https://github.com/acme/shop"] };
  });
  after(() => folder.remove());

  it("is the one with the app's remote", async () => {
    const own = new PlainClone(app, ["git@github.com:acme/shop.git"]);
    assert.equal(await chooseClone([new PlainClone(other), new PlainClone(app), own], pair), own);
  });

  it("is of two with the app's remote the one that holds the commits", async () => {
    const remotes = ["git@github.com:acme/shop.git"];
    const full = new PlainClone(app, remotes);
    assert.equal(await chooseClone([new PlainClone(other, remotes), full], pair), full);
  });

  it("is, where none has the app's remote, the one that holds both commits", async () => {
    const mirror = new PlainClone(app, ["https://mirror.example/shop"]);
    assert.equal(await chooseClone([new PlainClone(other), mirror], pair), mirror);
  });

  it("is the app's own without the commits if no other holds them, so that they can be fetched", async () => {
    const own = new PlainClone(other, ["ssh://git@github.com/acme/shop"]);
    assert.equal(await chooseClone([own], pair), own);
  });

  it("is found without asking others for commits that it holds, and never more than four at a time", async () => {
    const asked: GitRepository[] = [];
    let [now, most] = [0, 0];
    class Asked extends PlainClone {
      override async addresses() {
        most = Math.max(most, ++now);
        await setImmediate();
        now--;
        return super.addresses();
      }
      override commit(sha: string) {
        asked.push(this.repository);
        return super.commit(sha);
      }
    }
    const own = new Asked(app, ["git@github.com:acme/shop.git"]);
    const others = Array.from({ length: 9 }, () => new Asked(other));
    assert.equal(await chooseClone([...others, own], pair), own);
    assert.deepEqual(asked, [app, app]);
    assert.equal(most, 4);
  });

  it("is none when no repository is the app's", async () => {
    assert.equal(await chooseClone([new PlainClone(other, ["https://github.com/acme/blog"])], pair), undefined);
    assert.equal(await chooseClone([], pair), undefined);
  });
});

function theKnown(undone: Undone): Extract<Undone, { kind: "known" }> {
  if (undone.kind !== "known") throw new Error(`not known: ${JSON.stringify(undone)}`);
  return undone;
}

function subjects({ newest }: { readonly newest: readonly { readonly subject: string }[] }): readonly string[] {
  return newest.map(({ subject }) => subject);
}
