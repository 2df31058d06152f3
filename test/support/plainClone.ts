import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Clone, FileChange } from "../../src/model/clone.ts";
import type { Commit } from "../../src/model/undone.ts";
import type { GitRepository } from "./gitRepository.ts";

/** Stands in for VS Code's Git extension in plain Node: asks a real repository what the extension asks it. */
export class PlainClone implements Clone {
  readonly #remotes: readonly string[];
  readonly repository: GitRepository;

  constructor(repository: GitRepository, remotes: readonly string[] = []) {
    this.repository = repository;
    this.#remotes = remotes;
  }

  async addresses(): Promise<readonly string[]> {
    return this.#remotes;
  }

  async commit(sha: string): Promise<Commit | undefined> {
    try {
      return commits(this.repository.git("show", "--no-patch", "-z", `--format=${format}`, sha, "--"))[0];
    } catch {
      return undefined;
    }
  }

  async log(of: string, without: string, most: number): Promise<readonly Commit[]> {
    const names = `${of}\n^${without}`;
    return commits(
      this.repository.feed(names, "log", "-z", `--format=${format}`, `-n${most}`, "--topo-order", "--stdin"),
    );
  }

  async changes(from: string, to: string): Promise<readonly FileChange[]> {
    const stats = this.repository.git("diff", "--numstat", "--find-renames", `${from}..${to}`, "--");
    const names = this.repository.git("diff", "--name-status", "--find-renames", `${from}..${to}`, "--").split("\n");
    return stats.split("\n").flatMap((line, index) => {
      const [insertions = "", deletions = ""] = line.split("\t");
      const [, old = "", renamed] = names[index]?.split("\t") ?? [];
      if (old === "") return [];
      return [
        { path: renamed ?? old, oldPath: renamed && old, insertions: Number(insertions), deletions: Number(deletions) },
      ];
    });
  }

  async shallowCommits(): Promise<ReadonlySet<string>> {
    const file = path.join(this.repository.dir, ".git/shallow");
    return new Set(existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);
  }
}

const format = "%H%n%an%n%at%n%s";

function commits(output: string): readonly Commit[] {
  return output
    .split("\0")
    .filter((record) => record !== "")
    .map((record) => {
      const [sha = "", author, seconds, subject = ""] = record.split("\n");
      return { sha, author, at: Number(seconds) * 1_000, subject };
    });
}
