import { hashedFraction, hashedPick } from "../hashed.ts";
import { type Person, people } from "./people.ts";
import type { SeedDeployment } from "./seedApp.ts";

const team: readonly [Person, ...Person[]] = [people.mara, people.tomasz, people.ines, people.dele, people.renovate];
const verbs = ["Speed up", "Fix", "Simplify", "Log", "Test", "Rework", "Limit", "Retry"] as const;
const parts = [
  "the synonym list",
  "stemming for Polish",
  "the nightly full index",
  "index warm-up",
  "facet counts",
  "the delete queue",
  "typo tolerance",
  "ranking by margin",
] as const;
const packages = ["typescript to v5.9.3", "pino to v9.9.0", "undici to v7.16.0", "vitest to v3.2.4"] as const;

/** Deployments over about a year, newest first, the same every time. */
export function searchIndexerHistory(count: number): SeedDeployment[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `search-indexer/${count - index}`;
    const author = hashedPick(`${name}/author`, team);
    const isFailed = index > 0 && hashedFraction(`${name}/end`) < 0.06;
    return {
      minutesAgo: Math.round(90 + index * 2_200 + 900 * hashedFraction(`${name}/age`)),
      message: `${subjectOf(name, author)} (#${900 - index})`,
      author,
      ...(isFailed ? { end: "failed" } : {}),
    };
  });
}

function subjectOf(name: string, author: Person): string {
  if (author === people.renovate) return `Update dependency ${hashedPick(name, packages)}`;
  return `${hashedPick(`${name}/verb`, verbs)} ${hashedPick(`${name}/part`, parts)}`;
}
