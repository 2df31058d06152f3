import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import type { Wiring } from "./parts.ts";

/** Registers every command. What they do is loaded when one is first used. */
export function registerCommands(wiring: Wiring): vscode.Disposable {
  let opening: Promise<(commandId: string, argument: unknown) => Promise<void>> | undefined;
  const run = async (commandId: string, argument: unknown) => {
    opening ??= import("./verbs.ts").then(({ openVerbs }) => openVerbs(wiring));
    await (await opening)(commandId, argument);
  };
  return vscode.Disposable.from(
    ...Object.values(commandIds).map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown) => run(id, argument)),
    ),
  );
}
