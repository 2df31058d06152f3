/** Pages of Git hosts. */
import { newestFirst } from "../model/deployment.ts";
import type { Deployment } from "../sevalla/resources.ts";

/** The commit's page at its host, when the repository has an https address there. */
export function commitUrl(deployment: Deployment): string | undefined {
  const { commitSha, gitType } = deployment;
  const page = repositoryUrl(deployment);
  if (!page || !isSha(commitSha)) return undefined;
  const folder = gitType === "bitbucket" ? "commits" : gitType === "gitlab" ? "-/commit" : "commit";
  return `${page}/${folder}/${commitSha}`;
}

/** The page of their host that compares the commits of two deployments, which are others. */
export function compareUrl(one: Deployment, other: Deployment): string | undefined {
  const page = repositoryUrl(one);
  const [before, after] = newestFirst([one, other])
    .map(({ commitSha }) => commitSha)
    .reverse();
  if (!page || page !== repositoryUrl(other) || !isSha(before) || !isSha(after) || before === after) return undefined;
  if (one.gitType === "bitbucket") return `${page}/branches/compare/${after}%0D${before}`;
  return `${page}/${one.gitType === "gitlab" ? "-/compare" : "compare"}/${before}...${after}`;
}

/** The repository's page at its host, when it has an https address there. */
export function repositoryUrl({ repoUrl }: Deployment): string | undefined {
  if (!repoUrl) return undefined;
  if (repoUrl !== lastPage.repoUrl) lastPage = { repoUrl, page: pageOf(repoUrl) };
  return lastPage.page;
}

function isSha(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{7,64}$/i.test(text);
}

/** Of thousands of deployments in a row nearly all come from the same repository. */
let lastPage: { readonly repoUrl: string; readonly page: string | undefined } = { repoUrl: "", page: undefined };

function pageOf(repoUrl: string): string | undefined {
  if (!URL.canParse(repoUrl)) return undefined;
  const { protocol, username, password, origin, pathname } = new URL(repoUrl);
  if (protocol !== "https:" || username || password) return undefined;
  return origin + pathname.replace(/\/+$/, "").replace(/\.git$/, "");
}
