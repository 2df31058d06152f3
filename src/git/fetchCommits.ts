import { type CommitPair, holdsBoth } from "../model/clone.ts";
import { sameRepository } from "../model/sameRepository.ts";
import type { UndoneUnknown } from "../model/undone.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { type AppClone, appClone, commitPair } from "./appClone.ts";
import type { GitClone } from "./gitClone.ts";
import { gitErrorCode } from "./gitExtension.ts";

/** How fetching ended: `missing` means that the remote repository does not have the commits either. */
export type Fetched = "fetched" | "missing" | "refused" | "failed" | UndoneUnknown;

/** What Git takes for all of the history. */
const wholeHistory = 2_147_483_647;

/** Fetches the commits into the app's repository. Only what is known of its remote changes, no branch or file of the user's. */
export async function fetchCommits(live: Deployment, target: Deployment, signal: AbortSignal): Promise<Fetched> {
  const pair = commitPair(live, target);
  if (!pair) return "noCommit";
  try {
    const found = await appClone(pair, signal);
    return typeof found === "string" ? found : await fetchInto(found, pair);
  } catch (error) {
    return gitErrorCode(error) === "AuthenticationFailed" ? "refused" : "failed";
  }
}

async function fetchInto({ clone }: AppClone, pair: CommitPair): Promise<Fetched> {
  const { repository } = clone;
  const remote = await remoteOf(clone, pair.repoUrls);
  // Git would take one from elsewhere in its configuration.
  if (remote === undefined) return "noRepository";
  // Where both are there already, it is the history before them that is missing.
  const depth = (await holdsBoth(clone, pair)) ? wholeHistory : undefined;
  await repository.fetch(remote, undefined, depth);
  if (await holdsBoth(clone, pair)) return "fetched";
  // No branch has them any more, as after a force push. Many hosts still give them to those who name them.
  for (const sha of [pair.live, pair.target]) {
    if (!(await clone.commit(sha))) await repository.fetch(remote, sha).catch(() => {});
  }
  return (await holdsBoth(clone, pair)) ? "fetched" : "missing";
}

async function remoteOf(clone: GitClone, repoUrls: readonly string[]): Promise<string | undefined> {
  const all = await clone.remotes();
  // Git takes a name like the first for an option, and runs what an address like the second names.
  const odd = all.filter(({ name, address }) => name.startsWith("-") || /^[\w+.-]*::/.test(address));
  const remotes = all.filter(({ name }) => !odd.some((one) => one.name === name));
  const own = remotes.find(({ address }) => repoUrls.some((url) => sameRepository(address, url)));
  return (own ?? remotes[0])?.name;
}
