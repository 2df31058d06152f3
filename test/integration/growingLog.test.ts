import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, logScheme } from "../../src/contributions.ts";
import { hasten, putOff } from "./extensionTimers.ts";
import { eventually, openScene, type Scene, signIn } from "./scene.ts";

const nextReading = /#schedule \([^)]*logDocuments/;

describe("A log that grows", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.refresh);
  });

  afterEach(() => scene.close());

  /** A log of as many lines as the test says, of a deployment that runs on. */
  const growing = (lines: () => number) => {
    const app = scene.sandbox.account.app("storefront");
    const [newest] = app.deployments;
    if (!newest) throw new Error("no deployment");
    const life = { waitingMs: 0, buildMs: 600_000, rolloutMs: 600_000 };
    const id = "00000000-0000-4000-8000-000000000002";
    app.deployments.unshift({ ...newest, id, createdAt: Date.now(), life });
    const start = Date.now();
    const entries = () =>
      Array.from({ length: lines() }, (_, index) => ({
        id: String(index),
        message:
          index === 0
            ? "Cloning https://example.com/x (branch main)"
            : `line ${index} of src/a/file${index % 7}.ts:${index + 1}:1 and more text as it is in logs`,
        severity: "INFO",
        timestamp: new Date(start + index).toISOString(),
      }));
    scene.sandbox.fault({ path: /logs$/ }, { kind: "malformed", mutate: entries });
    return { appId: newest.appId, deploymentId: id };
  };
  const editor = () => vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === logScheme);
  const shows = (line: string) => eventually(() => editor()?.document.getText().includes(`${line} `) ?? false);
  const isAtEnd = () => {
    const { document, visibleRanges = [] } = editor() ?? {};
    return visibleRanges.some(({ end }) => end.line >= (document?.lineCount ?? Number.NaN) - 2);
  };

  it("is followed every ten seconds, with its end in view for those who look at it; what was read stays", async function () {
    this.timeout(60_000);
    let lines = 300;
    const ref = growing(() => lines);
    await vscode.commands.executeCommand(commandIds.openLog, ref);
    await shows("line 299");
    await eventually(isAtEnd);
    const asked = () => scene.sandbox.requests.filter(({ path }) => path.endsWith("/logs")).length;
    const before = asked();
    lines = 600;
    await eventually(() => putOff(nextReading).length === 1);
    const [{ ms = 0 } = {}] = putOff(nextReading);
    assert.ok(ms > 8_000, `after ${ms} ms`);
    await eventually(() => hasten(nextReading));
    await shows("line 599");
    assert.equal(asked(), before + 1);
    await eventually(isAtEnd);
    const open = editor();
    assert.ok(open);
    const top = new vscode.Position(10, 3);
    open.selection = new vscode.Selection(top, top);
    open.revealRange(new vscode.Range(top, top));
    await eventually(() => !isAtEnd());
    const seen = open.visibleRanges[0]?.start.line;
    scene.sandbox.clearFaults();
    const mend = scene.sandbox.fault({ path: /logs$/ }, { kind: "status", status: 403 });
    await eventually(() => hasten(nextReading));
    await eventually(() => /not be read again/.test(open.document.getText()));
    assert.match(open.document.getText(), /line 599 .*\n\nThe log could not be read again, so lines may be missing\./);
    assert.equal(isAtEnd(), false);
    assert.equal(open.visibleRanges[0]?.start.line, seen);
    assert.deepEqual(open.selection.active, top);
    mend();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await eventually(() => putOff(nextReading).length === 0);
  });

  it("of 100,000 lines opens and grows smoothly", async function () {
    this.timeout(120_000);
    let lines = 100_000;
    const ref = growing(() => lines);
    const times: Record<string, number> = {};
    const timed = async (what: string, work: () => Thenable<unknown>) => {
      const since = performance.now();
      await work();
      times[what] = Math.round(performance.now() - since);
    };
    await timed("open", async () => {
      await vscode.commands.executeCommand(commandIds.openLog, ref);
      await shows("line 99999");
    });
    await eventually(isAtEnd);
    const uri = editor()?.document.uri;
    await timed("fold", () => vscode.commands.executeCommand("vscode.executeFoldingRangeProvider", uri));
    await timed("symbols", () => vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", uri));
    await timed("links", () => vscode.commands.executeCommand("vscode.executeLinkProvider", uri));
    lines = 100_500;
    let changes = 0;
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const counting = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.scheme !== logScheme) return;
      changes += contentChanges.reduce((sum, { text }) => sum + text.length, 0);
    });
    await timed("update", async () => {
      await eventually(() => hasten(nextReading));
      await shows("line 100499");
    });
    clearInterval(beat);
    counting.dispose();
    times["longest block"] = Math.round(longest);
    times["characters changed"] = changes;
    console.log(JSON.stringify(times));
    assert.ok(changes < 100_000, `${changes} characters were replaced`);
    await eventually(isAtEnd);
  });
});
