import * as vscode from "vscode";

export async function openDashboard(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse("https://app.sevalla.com"));
}
