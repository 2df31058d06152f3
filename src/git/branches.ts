import type { CloneBranches } from "../model/branches.ts";
import { sameRepository } from "../model/sameRepository.ts";
import { GitClone } from "./gitClone.ts";
import { type GitRepository, openGitApi, repositoriesOf } from "./gitExtension.ts";

/** The branches of this workspace's clone of a repository; undefined where there is none, or Git does not tell. */
export async function cloneBranches(repoUrl: string, signal: AbortSignal): Promise<CloneBranches | undefined> {
  try {
    const api = await openGitApi(signal);
    for (const repository of api ? repositoriesOf(api) : []) {
      const remotes = await new GitClone(repository, signal).remotes();
      const own = remotes.find(({ address }) => sameRepository(address, repoUrl));
      if (own) return await branchesOf(repository, own.name);
    }
  } catch {
    // What the app has deployed can be chosen all the same.
  }
  return undefined;
}

async function branchesOf(repository: GitRepository, remote: string): Promise<CloneBranches> {
  const [local = [], tracked = []] = await Promise.all([
    repository.getBranches?.({ remote: false }),
    repository.getBranches?.({ remote: true }),
  ]);
  const prefix = `${remote}/`;
  const ofRemote = tracked.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  return {
    head: repository.state?.HEAD?.name,
    // A symbolic name for one of the others.
    remote: ofRemote.filter((name) => name !== "HEAD"),
    local: local.flatMap(({ name }) => name ?? []),
  };
}
