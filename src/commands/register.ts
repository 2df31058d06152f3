import * as vscode from "vscode";
import { commandIds } from "../contributions.ts";
import type { LazyVerbs } from "./lazyVerbs.ts";

/** Registers every command. What they do is loaded when one is first used. */
export function registerCommands(load: () => Promise<LazyVerbs>): vscode.Disposable {
  const run = async (id: string, argument: unknown, selected: unknown) => (await load()).run(id, argument, selected);
  return vscode.Disposable.from(
    ...Object.values(commandIds).map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown, selected: unknown) => run(id, argument, selected)),
    ),
  );
}
