import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import git from "isomorphic-git";
import { createDemoRepository, type DemoCommit } from "../../sandbox/demoRepository.ts";
import { manualClock } from "../../sandbox/manualClock.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { start } from "./sandboxCalls.ts";

describe("the demo repository", () => {
  let dir: string;
  let commits: readonly DemoCommit[];
  before(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "storefront-"));
    commits = await createDemoRepository(dir, start);
  });
  after(() => fs.rmSync(dir, { recursive: true, force: true }));

  it("is on branch main, with the app's repository as its origin and nothing left to commit", async () => {
    assert.equal(await git.currentBranch({ fs, dir }), "main");
    assert.deepEqual(await git.listRemotes({ fs, dir }), [
      { remote: "origin", url: "git@github.com:harbor-goods/storefront.git" },
    ]);
    const matrix = await git.statusMatrix({ fs, dir });
    assert.ok(matrix.every(([, head, workdir, stage]) => head === 1 && workdir === 1 && stage === 1));
  });

  it("holds the commits that are returned, newest first", async () => {
    const log = await git.log({ fs, dir });
    assert.deepEqual(
      log.map(({ oid, commit }) => [oid, commit.message.trim().split("\n")[0], commit.author.timestamp * 1000]),
      commits.map(({ sha, subject, date }) => [sha, subject, date]),
    );
    assert.equal(commits.length, 12);
    assert.ok(commits.every((commit) => commit.date < start));
  });

  it("is the same for the same time", async () => {
    const again = fs.mkdtempSync(path.join(os.tmpdir(), "storefront-"));
    const same = await createDemoRepository(again, start);
    fs.rmSync(again, { recursive: true, force: true });
    assert.deepEqual(same, commits);
  });

  it("gains a database migration with the newest commit", async () => {
    const [head, before] = await Promise.all(
      commits.slice(0, 2).map((commit) => git.listFiles({ fs, dir, ref: commit.sha })),
    );
    assert.ok(head?.includes("db/migrations/0007_parcels.sql"));
    assert.ok(!before?.includes("db/migrations/0007_parcels.sql"));
  });

  it("gives the sandbox's storefront the very commits", async () => {
    const sandbox = await startSandbox({ clock: manualClock(start), demoCommits: commits });
    await sandbox.close();
    const { deployments } = sandbox.account.app("storefront");
    const shas = new Set(deployments.map((one) => one.commitSha));
    assert.deepEqual(shas, new Set(commits.map((commit) => commit.sha)));
    assert.equal(deployments[0]?.commitSha, commits[0]?.sha);
    assert.ok(deployments[0]?.commitMessage?.startsWith(commits[0]?.subject ?? "?"));
    assert.equal(deployments[0]?.authorLogin, commits[0]?.author);
    sandbox.reset();
    assert.equal(sandbox.account.app("storefront").deployments[0]?.commitSha, commits[0]?.sha);
  });
});
