import * as vscode from "vscode";

/** Opens the page of the dashboard on which API keys are made. */
export async function openApiKeys(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse("https://app.sevalla.com/api-keys"));
}
