import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { eventually, type Scene } from "../integration/scene.ts";
import { blockFigure, type Figure, figure } from "./figure.ts";
import { counted } from "./growth.ts";
import { logOf } from "./logReading.ts";
import { longestBlock, timesOf } from "./stopwatch.ts";

const turns = 3;
const sizes = [100, 1_000, 10_000, 100_000] as const;
const most = 100_000;

/** Logs of up to 100,000 lines: read and opened, and the longest scrolled through. */
export async function longLogFigures(scene: Scene): Promise<readonly Figure[]> {
  const { id, deployments } = scene.sandbox.account.app("storefront");
  const opened: Figure[] = [];
  const blocks: Figure[] = [];
  const scrolled: Figure[] = [];
  for (const [place, lines] of sizes.entries()) {
    const entries = logOf(lines);
    // The server runs in the extension host, too: making the answer is not what is measured.
    const fault = { kind: "html", status: 200, body: JSON.stringify(entries) } as const;
    scene.sandbox.fault({ path: /logs$/ }, fault);
    const content = entries.map(({ message }) => message).join("\n");
    const floor = await opening(async () => {
      const document = await vscode.workspace.openTextDocument({ content, language: "log" });
      await vscode.window.showTextDocument(document);
    });
    const scrollFloor = lines === most ? await scrolls() : [];
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    const open = await opening(async (turn) => {
      const deploymentId = deployments.at(-1 - turns * place - turn)?.id;
      await vscode.commands.executeCommand(commandIds.openLog, { appId: id, deploymentId });
      await eventually(() => (vscode.window.activeTextEditor?.document.lineCount ?? 0) > lines);
    });
    const name = counted("Log", lines, "lines");
    const floorIs = "the same text without reading it";
    opened.push(figure(name, "ms", open.times, floor.times, floorIs));
    if (lines === most) {
      blocks.push(blockFigure(name, [open.block], [floor.block], floorIs, {}));
      scrolled.push(
        figure("Scrolling in it to another place", "ms", await scrolls(), scrollFloor, "the same in that text"),
      );
    }
    scene.sandbox.clearFaults();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  }
  return [...opened, ...blocks, ...scrolled];
}

async function opening(open: (turn: number) => Promise<void>) {
  let block = 0;
  const times = await timesOf(turns, async (turn) => {
    block = Math.max(block, await longestBlock(() => open(turn)));
  });
  return { times, block };
}

/** Goes to places far from each other in the active editor. */
function scrolls(): Promise<number[]> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error("no editor is open");
  return timesOf(7, async (turn) => {
    const line = Math.trunc(most / 9) * (turn + 1);
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
