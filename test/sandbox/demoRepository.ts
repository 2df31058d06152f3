import fs from "node:fs";
import path from "node:path";
import git from "isomorphic-git";
import type { DemoCommit } from "./demoCommit.ts";
import { demoFiles } from "./demoFiles.ts";
import { type StorefrontCommit, storefrontCommits } from "./seed/storefrontCommits.ts";

export type { DemoCommit } from "./demoCommit.ts";

/**
 * Writes the Git repository of the linked demo app into `dir`, which must be empty or missing, and returns its commits,
 * newest first. The same `now` (ms since 1970) gives the same SHAs.
 */
export async function createDemoRepository(dir: string, now: number): Promise<readonly DemoCommit[]> {
  fs.mkdirSync(dir, { recursive: true });
  await git.init({ fs, dir, defaultBranch: "main" });
  await git.addRemote({ fs, dir, remote: "origin", url: "git@github.com:harbor-goods/storefront.git" });
  const commits: DemoCommit[] = [];
  for (const commit of storefrontCommits.toReversed()) commits.unshift(await writeCommit(dir, commit, now));
  return commits;
}

async function writeCommit(dir: string, commit: StorefrontCommit, now: number): Promise<DemoCommit> {
  const { author, subject, body, minutesAgo } = commit;
  const files = demoFiles[subject];
  if (!files) throw new Error(`No files for the commit "${subject}".`);
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    fs.writeFileSync(path.join(dir, file), text);
    await git.add({ fs, dir, filepath: file });
  }
  const seconds = Math.floor(now / 1000) - minutesAgo * 60;
  const sha = await git.commit({
    fs,
    dir,
    message: body === "" ? subject : `${subject}\n\n${body}`,
    author: { name: author.name, email: author.email, timestamp: seconds, timezoneOffset: -60 },
  });
  return { sha, subject, body, author: author.login, date: seconds * 1000 };
}
