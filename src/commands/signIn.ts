import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { accountNames } from "../present/account.ts";
import { inert } from "../present/format.ts";
import { acceptKey } from "./acceptKey.ts";
import { withLateProgress } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pasteKey } from "./pasteKey.ts";
import { signInWithBrowser } from "./signInWithBrowser.ts";
import { staysOpen } from "./staysOpen.ts";
import { useAccount } from "./useAccount.ts";

interface Way extends vscode.QuickPickItem {
  readonly take: (parts: Parts) => Promise<boolean>;
}

/** The environment variable of Sevalla's command-line client. */
const variable = "SEVALLA_API_TOKEN";

/** Signs in by the way that the user picks. Whether somebody has signed in by it. */
export async function signIn(parts: Parts): Promise<boolean> {
  const picked = await vscode.window.showQuickPick(ways(parts), {
    title: t("Sign in to Sevalla"),
    placeHolder: t("Choose how to sign in"),
    ...staysOpen,
  });
  return picked ? picked.take(parts) : false;
}

function ways(parts: Parts): readonly Way[] {
  const token = process.env[variable]?.trim();
  return [
    ...storedWays(parts),
    {
      label: `$(globe) ${t("Sign in with the browser")}`,
      detail: t("Approve a code in the Sevalla dashboard"),
      take: signInWithBrowser,
    },
    {
      label: `$(key) ${t("Paste an API key")}`,
      detail: t("One that you have, or create in the Sevalla dashboard"),
      take: pasteKey,
    },
    ...(token
      ? [
          {
            label: `$(terminal) ${t("Use {0}", variable)}`,
            detail: t("The API key in the environment of VS Code, which is then kept in the secret storage"),
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
      label: `$(account) ${t("Use {0}", inert(names.get(id) ?? id))}`,
      detail: t("Signed in before"),
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
  await withLateProgress(t("Checking the API key"), parts.clock, parts.ending, check);
  return isAccepted;
}
