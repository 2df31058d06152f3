import * as vscode from "vscode";
import { accountNames } from "../present/account.ts";
import { inert } from "../present/format.ts";
import { acceptKey } from "./acceptKey.ts";
import { withLateProgress } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pasteKey } from "./pasteKey.ts";
import { signInWithBrowser } from "./signInWithBrowser.ts";
import { useAccount } from "./useAccount.ts";

interface Way extends vscode.QuickPickItem {
  readonly take: (parts: Parts) => Promise<boolean>;
}

/** The environment variable of Sevalla's command-line client. */
const variable = "SEVALLA_API_TOKEN";

/** Signs in by the way that the user picks. Whether somebody has signed in by it. */
export async function signIn(parts: Parts): Promise<boolean> {
  const picked = await vscode.window.showQuickPick(ways(parts), {
    title: "Sign in to Sevalla",
    placeHolder: "Choose how to sign in",
    // The user may look something up in the browser before they choose.
    ignoreFocusOut: true,
  });
  return picked ? picked.take(parts) : false;
}

function ways(parts: Parts): readonly Way[] {
  const token = process.env[variable]?.trim();
  return [
    ...storedWays(parts),
    {
      label: "$(globe) Sign in with the browser",
      detail: "Approve a code in the Sevalla dashboard",
      take: signInWithBrowser,
    },
    {
      label: "$(key) Paste an API key",
      detail: "One that you have, or create in the Sevalla dashboard",
      take: pasteKey,
    },
    ...(token
      ? [
          {
            label: `$(terminal) Use ${variable}`,
            detail: "The API key in the environment of VS Code, which is then kept in the secret storage",
            take: () => takeFromEnvironment(parts, token),
          },
        ]
      : []),
  ];
}

/** Accounts that are stored and not in use. */
function storedWays({ session }: Parts): readonly Way[] {
  if (session.state.kind === "signedIn") return [];
  const names = accountNames(session.accounts);
  return session.accounts
    .filter(({ isChosen }) => !isChosen)
    .map(({ id }) => ({
      label: `$(account) Use ${inert(names.get(id) ?? id)}`,
      detail: "Signed in before",
      take: (parts: Parts) => useAccount(parts, id),
    }));
}

async function takeFromEnvironment(parts: Parts, token: string): Promise<boolean> {
  let isAccepted = false;
  const check = async (signal: AbortSignal) => {
    const problem = await acceptKey(parts, token, signal);
    isAccepted = problem === undefined && !signal.aborted;
    if (problem !== undefined) void notify.error(`${variable}: ${problem}`);
  };
  await withLateProgress("Checking the API key", parts.clock, parts.ending, check);
  return isAccepted;
}
