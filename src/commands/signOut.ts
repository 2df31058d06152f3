import * as vscode from "vscode";
import type { Parts } from "./parts.ts";

export async function signOut({ session }: Parts): Promise<void> {
  await session.signOut();
  void vscode.window.showInformationMessage("Signed out of Sevalla. The API key was removed from VS Code.");
}
