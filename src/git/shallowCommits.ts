import * as vscode from "vscode";

/**
 * The commits at which the history of a shallow clone ends. The Git extension does not tell; Git writes them to a file
 * of that name, which for a further working tree is where the first one has it.
 */
export async function shallowCommits(root: vscode.Uri): Promise<ReadonlySet<string>> {
  const git = await commonFolder(vscode.Uri.joinPath(root, ".git"));
  const text = await read(vscode.Uri.joinPath(git, "shallow"));
  return new Set(text?.split(/\s+/).filter((sha) => sha !== ""));
}

async function commonFolder(git: vscode.Uri): Promise<vscode.Uri> {
  const pointer = /^gitdir: (.+)$/m.exec((await read(git)) ?? "")?.[1];
  if (pointer === undefined) return git;
  const own = resolved(vscode.Uri.joinPath(git, ".."), pointer);
  const common = (await read(vscode.Uri.joinPath(own, "commondir")))?.trim();
  return common === undefined ? own : resolved(own, common);
}

function resolved(base: vscode.Uri, path: string): vscode.Uri {
  return /^(?:\/|[a-z]:)/i.test(path)
    ? base.with({ path: vscode.Uri.file(path).path })
    : vscode.Uri.joinPath(base, path);
}

/** Undefined when there is no such file. */
async function read(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
