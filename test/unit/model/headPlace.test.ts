import assert from "node:assert/strict";
import path from "node:path";
import { mostAhead } from "../../../src/model/head.ts";
import { type CheckedOut, isPushed, liveCommit, placeOfHead } from "../../../src/model/headPlace.ts";
import { aDeployment, appId } from "../../support/builders.ts";
import { GitRepository, repositoriesFolder } from "../../support/gitRepository.ts";
import { PlainClone } from "../../support/plainClone.ts";
import { aHistory, aLink, aState } from "../../support/states.ts";

describe("Where HEAD stands to what is live, in a real repository", () => {
  let folder: ReturnType<typeof repositoriesFolder>;
  let repository: GitRepository;
  let first: string;

  beforeEach(() => {
    folder = repositoriesFolder();
    repository = GitRepository.create(path.join(folder.dir, "shop"));
    first = repository.commit("First");
  });
  afterEach(() => folder.remove());

  const place = (live: string, clone = repository) => placeOfHead(new PlainClone(clone), clone.head(), live);

  it("is live, also when Sevalla shortens the commit", async () => {
    assert.deepEqual(await place(first), { kind: "known", ahead: 0, behind: 0 });
    assert.deepEqual(await place(first.slice(0, 7)), { kind: "known", ahead: 0, behind: 0 });
  });

  it("is ahead or behind by so many commits", async () => {
    repository.commit("Second");
    const third = repository.commit("Third");
    assert.deepEqual(await place(first), { kind: "known", ahead: 2, behind: 0 });
    repository.git("checkout", "--quiet", "--detach", first);
    assert.deepEqual(await place(third), { kind: "known", ahead: 0, behind: 2 });
  });

  it("has diverged, as after an amended commit", async () => {
    const live = repository.commit("Second");
    repository.git("reset", "--quiet", "--hard", first);
    repository.commit("Other", { "other.txt": "other\n" });
    repository.commit("Another", { "other.txt": "another\n" });
    assert.deepEqual(await place(live), { kind: "known", ahead: 2, behind: 1 });
  });

  it("is counted up to a limit", async () => {
    repository.manyCommits(mostAhead + 5);
    assert.deepEqual(await place(first), { kind: "known", ahead: mostAhead + 1, behind: 0 });
  });

  it("is not known while the live commit is not fetched, or the clone ends before it", async () => {
    repository.commit("Second");
    const clone = repository.clone(path.join(folder.dir, "shallow"), "--depth=1");
    assert.deepEqual(await place(first, clone), { kind: "notFetched" });
    clone.git("fetch", "--quiet", "--depth=1", "origin", first);
    assert.deepEqual(await place(first, clone), { kind: "shallow" });
  });
});

describe("The live commit to compare HEAD with", () => {
  const of = (commitSha: string | undefined) =>
    liveCommit(aState([[appId("shop"), aHistory([aDeployment("live", { commitSha })])]]), aLink("shop"))?.sha;

  it("is the linked app's, and nothing that is no commit", () => {
    assert.equal(of("a".repeat(40)), "a".repeat(40));
    for (const sha of [undefined, "HEAD", "--output=x", "a1b2c3"]) assert.equal(of(sha), undefined);
    assert.equal(liveCommit(aState([]), aLink("shop")), undefined);
    assert.equal(liveCommit(aState([]), undefined), undefined);
  });
});

describe("A push", () => {
  const main: CheckedOut = { commit: "b", branch: "main", upstream: "origin/main", upstreamCommit: "a" };

  it("is when the remote's branch has got other commits", () => {
    assert.ok(isPushed(main, { ...main, upstreamCommit: "b" }));
  });

  it("is when the branch is at the remote for the first time", () => {
    assert.ok(isPushed({ ...main, upstream: undefined, upstreamCommit: undefined }, main));
  });

  it("is not a commit, a checkout, another upstream, nor what is seen first", () => {
    assert.ok(!isPushed(main, { ...main, commit: "c" }));
    assert.ok(!isPushed(main, { ...main, branch: "fix", upstream: "origin/fix", upstreamCommit: "f" }));
    assert.ok(!isPushed(main, { ...main, upstream: "fork/main", upstreamCommit: "f" }));
    assert.ok(!isPushed(main, { ...main, upstream: undefined, upstreamCommit: undefined }));
    assert.ok(!isPushed(undefined, main));
  });
});
