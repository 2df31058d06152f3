import * as vscode from "vscode";
import { registerCommands } from "./commands/register.ts";
import type { Core } from "./core.ts";
import { LogFiles } from "./logs/logFiles.ts";
import { registerTools } from "./tools/registerTools.ts";
import { AppsView } from "./views/appsView.ts";

/**
 * Registers what VS Code has to find once this has returned. All that stands behind it is loaded in a turn of its own,
 * or when VS Code first asks for something, whichever is sooner.
 */
export function activate(context: vscode.ExtensionContext): void {
  const ending = new AbortController();
  let opening: Promise<Core> | undefined;
  const core = () => {
    opening ??= import("./core.ts").then(({ openCore }) => {
      ending.signal.throwIfAborted();
      return openCore(context, appsView, logFiles, ending.signal);
    });
    return opening;
  };
  const verbs = async () => (await core()).verbs;
  const appsView = new AppsView(async () => (await core()).tree.load());
  const logFiles = new LogFiles(async () => (await core()).logs.load());
  // Whoever else waits for the extension host goes first.
  const soon = setImmediate(() => {
    core().catch((error: unknown) => {
      if (!ending.signal.aborted) throw error;
    });
  });
  context.subscriptions.push(
    {
      dispose() {
        clearImmediate(soon);
        ending.abort();
      },
    },
    appsView,
    logFiles,
    registerCommands(verbs),
    registerTools(async () => (await verbs()).tools()),
    vscode.window.registerUriHandler({ handleUri: async (uri) => (await verbs()).openLink(uri) }),
  );
}
