import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { eventually, type Scene } from "../integration/scene.ts";
import { type Figure, figure } from "./figure.ts";
import { timesOf } from "./stopwatch.ts";

const lines = 100_000;

/** A log of 100,000 lines: read and opened, and scrolled through. */
export async function longLogFigures(scene: Scene): Promise<readonly Figure[]> {
  const { id, deployments } = scene.sandbox.account.app("storefront");
  const start = Date.now();
  const entries = Array.from({ length: lines }, (_, index) => ({
    id: String(index),
    message: `line ${index} of src/a/file${index % 7}.ts:${index + 1}:1 and more text as it is in logs`,
    severity: "INFO",
    timestamp: new Date(start + index).toISOString(),
  }));
  scene.sandbox.fault({ path: /logs$/ }, { kind: "malformed", mutate: () => entries });
  const content = entries.map(({ message }) => message).join("\n");
  const openFloor = await timesOf(3, async () => {
    const document = await vscode.workspace.openTextDocument({ content, language: "log" });
    await vscode.window.showTextDocument(document);
  });
  const scrollFloor = await scrolls();
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  const open = await timesOf(3, async (turn) => {
    const argument = { appId: id, deploymentId: deployments.at(-1 - turn)?.id };
    await vscode.commands.executeCommand(commandIds.openLog, argument);
    await eventually(() => vscode.window.activeTextEditor?.document.getText().includes(`line ${lines - 1} `) ?? false);
  });
  const scroll = await scrolls();
  scene.sandbox.clearFaults();
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  return [
    figure("Log of 100,000 lines, read and opened", "ms", open, openFloor, "the same text without reading it"),
    figure("Scrolling in it to another place", "ms", scroll, scrollFloor, "the same in that text"),
  ];
}

/** Goes to places far from each other in the active editor. */
function scrolls(): Promise<number[]> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error("no editor is open");
  return timesOf(7, async (turn) => {
    const line = Math.trunc(lines / 9) * (turn + 1);
    const arrived = new Promise<void>((resolve) => {
      const listening = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        if (textEditor !== editor || !visibleRanges.some((range) => range.contains(new vscode.Position(line, 0))))
          return;
        listening.dispose();
        resolve();
      });
    });
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);
    await arrived;
  });
}
