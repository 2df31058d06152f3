/** The tools for language models: which there are. What they do is loaded when one is first used. */
import * as vscode from "vscode";
import { toolNames } from "../contributions.ts";
import type { Tools } from "./toolParts.ts";

export function registerTools(load: () => Promise<Tools>): vscode.Disposable {
  // Editors that are made from VS Code may lack this part of its API.
  if (typeof vscode.lm?.registerTool !== "function") return vscode.Disposable.from();
  return vscode.Disposable.from(
    ...Object.values(toolNames).map((name) =>
      vscode.lm.registerTool<unknown>(name, {
        prepareInvocation: async ({ input }) => (await load()).prepare(name, input),
        invoke: async ({ input }, token) => (await load()).invoke(name, input, token),
      }),
    ),
  );
}
