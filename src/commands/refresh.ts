import * as vscode from "vscode";
import { viewIds } from "../contributions.ts";
import type { Parts } from "./parts.ts";

/** Reads again what is shown. After a failed start it also takes up a key that Sevalla may accept by now. */
export async function refresh({ session, refresher }: Parts): Promise<void> {
  if (session.state.kind !== "signedIn") await session.read("again");
  await vscode.window.withProgress({ location: { viewId: viewIds.apps } }, () => refresher.refresh());
}
