import * as vscode from "vscode";
import { asDeployed } from "../git/asDeployed.ts";
import { t } from "../l10n.ts";
import { deploymentUnderWay, isUnderWay, liveDeployment, phaseOf } from "../model/deployment.ts";
import { linkedAppIds } from "../model/link.ts";
import { logProblems } from "../model/logProblems.ts";
import { deploymentsOf, type State } from "../model/store.ts";
import { visible } from "../present/format.ts";
import { releaseMark } from "../present/release.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppId, Deployment, DeploymentId, LogEntry } from "../sevalla/resources.ts";
import { inSlices } from "../sevalla/slices.ts";
import { workspaceFiles } from "../workspace/workspaceFiles.ts";
import type { LogParts } from "./logParts.ts";

interface Published {
  readonly deployment: Deployment;
  /** How many entries were looked at. */
  readonly looked: number;
  files: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[];
  /** Files whose problems are not shown any more. */
  readonly done: Set<string>;
}

/** Known to nobody but the quick fix. */
const dismissId = "_sevalla.dismissProblems";

/**
 * The errors of an app's last failed deployment in the Problems panel, where the log names files of the workspace. They
 * stay until a later deployment of the app succeeds, another one fails, or the user signs out; closing the log does not
 * mend them. Those of a file go once it has been edited and saved, and all when they are dismissed. What Git does not
 * know to be as it was deployed may have other lines: that is told, and is no error of the file.
 */
export class LogDiagnostics implements vscode.Disposable {
  readonly #parts: LogParts;
  readonly #logUri: (deployment: Deployment) => vscode.Uri;
  readonly #collection = vscode.languages.createDiagnosticCollection("Sevalla");
  readonly #published = new Map<AppId, Published>();
  readonly #underWay = new Set<DeploymentId>();
  readonly #edited = new Set<string>();
  readonly #listening: vscode.Disposable;

  constructor(parts: LogParts, logUri: (deployment: Deployment) => vscode.Uri) {
    this.#parts = parts;
    this.#logUri = logUri;
    this.#listening = vscode.Disposable.from(
      parts.store.onDidChange((state) => this.#follow(state)),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
        if (contentChanges.length > 0 && this.#collection.has(uri)) this.#edited.add(uri.toString());
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (this.#edited.delete(uri.toString())) this.#hide((file) => file === uri.toString());
      }),
      vscode.commands.registerCommand(dismissId, () => this.#hide(() => true)),
      vscode.languages.registerCodeActionsProvider("*", {
        provideCodeActions: (_document, _range, { diagnostics }) => this.#fixes(diagnostics),
      }),
    );
    this.#follow(parts.store.state);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }

  /** Shows the errors of a deployment if it failed and is the app's last word. */
  async publish(deployment: Deployment, entries: readonly LogEntry[]): Promise<void> {
    const { appId } = deployment;
    const known = this.#published.get(appId);
    if (phaseOf(deployment.status) !== "failed" || this.#isMended(deployment)) return;
    if (known && known.deployment.createdAt > deployment.createdAt) return;
    if (known?.deployment.id === deployment.id && known.looked >= entries.length) return;
    const done = known?.deployment.id === deployment.id ? known.done : new Set<string>();
    const published: Published = { deployment, looked: entries.length, files: [], done };
    this.#published.set(appId, published);
    published.files = await this.#diagnostics(deployment, entries);
    this.#show();
  }

  #hide(isMeant: (file: string) => boolean): void {
    for (const { files, done } of this.#published.values()) {
      for (const [uri] of files) if (isMeant(uri.toString())) done.add(uri.toString());
    }
    this.#show();
  }

  #fixes(diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    const ours = diagnostics.filter(({ source }) => source === this.#collection.name);
    if (ours.length === 0) return [];
    const title = t("Dismiss the problems of failed deployments");
    const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    fix.diagnostics = ours;
    fix.command = { command: dismissId, title };
    return [fix];
  }

  async #diagnostics(deployment: Deployment, entries: readonly LogEntry[]): Promise<Published["files"]> {
    const byFile = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    const places = new Set<string>();
    const find = workspaceFiles(deployment.appId, this.#parts.store.state);
    const isAsDeployed = await asDeployed(deployment.commitSha);
    for (const { path, line, column, message } of await inSlices(logProblems(entries))) {
      const uri = await find(path);
      const place = `${uri} ${line}`;
      if (!uri || places.has(place)) continue;
      places.add(place);
      const from = new vscode.Position(line - 1, Math.max(0, (column ?? 1) - 1));
      // Without a column the whole line is meant.
      const range = new vscode.Range(from, column === undefined ? from.translate(0, 1_000) : from);
      const diagnostic = new vscode.Diagnostic(range, visible(message));
      diagnostic.source = this.#collection.name;
      diagnostic.code = { value: releaseMark(deployment), target: this.#logUri(deployment) };
      const key = uri.toString();
      byFile.set(key, [uri, [...(byFile.get(key)?.[1] ?? []), diagnostic]]);
    }
    for (const [uri, found] of byFile.values()) {
      if (await isAsDeployed(uri)) continue;
      for (const diagnostic of found) {
        diagnostic.severity = vscode.DiagnosticSeverity.Information;
        diagnostic.message = t("{0} (in the build of {1})", diagnostic.message, releaseMark(deployment));
      }
    }
    return [...byFile.values()];
  }

  #follow(state: State): void {
    if (state.account.kind !== "ready" && state.account.kind !== "failed") {
      this.#published.clear();
      this.#underWay.clear();
      return this.#show();
    }
    const before = this.#published.size;
    for (const [appId, { deployment }] of this.#published) {
      if (this.#isMended(deployment)) this.#published.delete(appId);
    }
    if (this.#published.size < before) this.#show();
    for (const { deployment, log } of state.open.values()) {
      if (deployment && log.kind === "ready") void this.publish(deployment, log.entries);
    }
    for (const appId of linkedAppIds(state.links)) this.#watch(deploymentsOf(state, appId));
  }

  /** Reads the log of a deployment of a linked app that is seen to fail, once. */
  #watch(deployments: readonly Deployment[]): void {
    const running = deploymentUnderWay(deployments);
    if (running) this.#underWay.add(running.id);
    for (const deployment of deployments) {
      if (isUnderWay(deployment) || !this.#underWay.delete(deployment.id)) continue;
      if (phaseOf(deployment.status) === "failed") void this.#read(deployment);
    }
  }

  async #read(deployment: Deployment): Promise<void> {
    const asked = this.#parts.session.state;
    try {
      const entries = await this.#parts
        .client()
        .deploymentLog(deployment.appId, deployment.id, undefined, { hasEnded: true });
      if (asked === this.#parts.session.state) await this.publish(deployment, entries);
    } catch (error) {
      this.#parts.note(SevallaError.from(error));
    }
  }

  #isMended(failed: Deployment): boolean {
    const live = liveDeployment(deploymentsOf(this.#parts.store.state, failed.appId));
    return live !== undefined && live.createdAt > failed.createdAt;
  }

  #show(): void {
    const all = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const { files, done } of this.#published.values()) {
      for (const [uri, found] of files) {
        const key = uri.toString();
        if (!done.has(key)) all.set(key, [uri, [...(all.get(key)?.[1] ?? []), ...found]]);
      }
    }
    this.#collection.clear();
    this.#collection.set([...all.values()]);
  }
}
