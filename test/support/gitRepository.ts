import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A repository made for a test with the Git of this computer, which these tests need as VS Code does. */
export class GitRepository {
  readonly dir: string;
  #seconds = 1_770_000_000;

  constructor(dir: string) {
    this.dir = dir;
  }

  static create(dir: string): GitRepository {
    mkdirSync(dir, { recursive: true });
    const made = new GitRepository(dir);
    made.git("init", "--quiet", "--initial-branch=main");
    return made;
  }

  /** What Git says; throws when it fails or there is none. */
  git(...args: readonly string[]): string {
    return this.feed(undefined, ...args);
  }

  /** @param input what Git reads */
  feed(input: string | undefined, ...args: readonly string[]): string {
    const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_NOSYSTEM: "1" };
    const date = `${this.#seconds} +0000`;
    return execFileSync("git", args, {
      cwd: this.dir,
      env: { ...env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      input,
      encoding: "utf8",
      stdio: "pipe",
      maxBuffer: 64 * 1024 * 1024,
    }).trim();
  }

  /** Commits the files with these texts (undefined removes one) and answers with the SHA. */
  commit(
    message: string,
    files: Readonly<Record<string, string | undefined>> = { "app.txt": message },
    by = "Ada",
  ): string {
    this.#seconds += 60;
    for (const [file, text] of Object.entries(files)) {
      const full = path.join(this.dir, file);
      if (text === undefined) rmSync(full);
      else {
        mkdirSync(path.dirname(full), { recursive: true });
        writeFileSync(full, text);
      }
    }
    this.git("add", "--all");
    this.git("commit", "--quiet", `--author=${by} <${by.toLowerCase()}@example.com>`, "--message", message);
    return this.head();
  }

  /** Many commits on the branch that is checked out, each of another text of one of the files. Answers with the newest. */
  manyCommits(count: number, files = 300): string {
    this.feed(
      manyCommits(count, files, this.git("symbolic-ref", "HEAD"), this.head(), this.#seconds),
      "fast-import",
      "--quiet",
    );
    this.git("reset", "--quiet", "--hard");
    return this.head();
  }

  merge(branch: string): string {
    this.#seconds += 60;
    this.git("merge", "--quiet", "--no-ff", "--message", `Merge ${branch}`, branch);
    return this.head();
  }

  head(): string {
    return this.git("rev-parse", "HEAD");
  }

  /** A clone of it; `options` are Git's. */
  clone(dir: string, ...options: readonly string[]): GitRepository {
    this.git("clone", "--quiet", ...options, `file://${this.dir}`, dir);
    return new GitRepository(dir);
  }
}

/** A folder for a test's repositories. */
export function repositoriesFolder(): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), "repositories-"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

const identity = {
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

/** A stream for `git fast-import`: a process for each of thousands of commits would take minutes. */
function manyCommits(count: number, files: number, branch: string, parent: string, seconds: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const message = `Change number ${index + 1}\n\nWith a body that says why, as commits have.`;
    const text = `${index}\n`;
    return [
      `commit ${branch}`,
      `author Dev${index % 7} <dev@example.com> ${seconds + index} +0000`,
      `committer Dev <dev@example.com> ${seconds + index} +0000`,
      `data ${message.length}\n${message}`,
      ...(index === 0 ? [`from ${parent}`] : []),
      `M 100644 inline src/file${index % files}.txt`,
      `data ${text.length}\n${text}`,
    ].join("\n");
  });
  return `${lines.join("\n")}\n`;
}
