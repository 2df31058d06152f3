import { settingKeys } from "../../src/contributions.ts";
import { type Clone, compare } from "../../src/model/clone.ts";
import { readGlobs } from "../../src/model/globs.ts";
import type { Commit } from "../../src/model/undone.ts";
import { readManifest } from "../rules/manifest.ts";
import { blockFigure, type Figure } from "./figure.ts";
import { blockOf } from "./stopwatch.ts";

const turns = 7;
const count = 10_000;

/** How long a plan keeps all else from running once Git has answered. */
export async function undoneFileFigures(): Promise<readonly Figure[]> {
  const { matches } = readGlobs(defaultPatterns(), "path");
  const paths = Array.from(
    { length: count },
    (_, index) => `packages/service-${index % 40}/src/components/feature-${index % 97}/Component${index}.test.tsx`,
  );
  const commits = Array.from({ length: count }, (_, index) => commitOf(String(index)));
  const clone: Clone = {
    addresses: async () => [],
    commit: async (sha) => commitOf(sha),
    log: async (of) => (of === "live" ? commits : []),
    changes: async () => paths.map((file) => ({ path: file, oldPath: undefined, insertions: 1, deletions: 1 })),
    shallowCommits: async () => new Set(),
  };
  const pair = { live: "live", target: "target", repoUrls: [] };
  const comparing = { isRisky: matches, filesLimit: new AbortController().signal };
  const [blocks, floors]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    floors.push(await blockOf(async () => paths.filter(matches)));
    blocks.push(await blockOf(() => compare(clone, pair, comparing)));
  }
  return [blockFigure("The 10,000 files of a plan against the patterns", blocks, floors, "all of them in one go")];
}

function commitOf(sha: string): Commit {
  return { sha, subject: `Change ${sha}`, author: "Ada", at: 0 };
}

/** As package.json has them. */
function defaultPatterns(): readonly unknown[] {
  const setting = readManifest().contributes.configuration.properties[settingKeys.riskPatterns];
  const patterns: unknown = Reflect.get(Object(setting), "default");
  if (!Array.isArray(patterns)) throw new Error("the setting has no patterns");
  return patterns;
}
