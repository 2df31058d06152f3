import * as vscode from "vscode";
import { openGitApi, repositoriesOf } from "./gitExtension.ts";
import { isWithin } from "./place.ts";

/** Nobody waits longer for Git. */
const patienceMs = 5_000;

/** Whether a file is as it was in a commit; false also where that cannot be known. Never rejects. */
export async function asDeployed(sha: string | undefined): Promise<(file: vscode.Uri) => Promise<boolean>> {
  const late = AbortSignal.timeout(patienceMs);
  // What was named by others is handed to Git, so it must be nothing else.
  const isCommit = sha !== undefined && /^[0-9a-f]{7,64}$/i.test(sha) && vscode.workspace.isTrusted;
  const api = isCommit ? await openGitApi(late).catch(() => undefined) : undefined;
  const repositories = api ? repositoriesOf(api) : [];
  return async (file) => {
    const around = repositories.filter(({ rootUri }) => isWithin(file, rootUri));
    const [nearest] = around.sort((a, b) => b.rootUri.path.length - a.rootUri.path.length);
    const changes = sha && (await nearest?.diffWith?.(sha, file.fsPath).catch(() => undefined));
    return changes === "";
  };
}
