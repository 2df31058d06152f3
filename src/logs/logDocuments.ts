/** Reads logs for the editors that show them, follows those that grow, and saves them. Loaded when first used. */

import os from "node:os";
import * as vscode from "vscode";
import { logScheme } from "../contributions.ts";
import { t } from "../l10n.ts";
import type { Clock } from "../model/clock.ts";
import { isFinished } from "../model/deployment.ts";
import { appRef, deploymentRef } from "../model/ref.ts";
import { deploymentsOf, findApp } from "../model/store.ts";
import { logFileName } from "../present/logDocument.ts";
import { releaseMark } from "../present/release.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { workspaceFiles } from "../workspace/workspaceFiles.ts";
import { EndKeeper } from "./endKeeper.ts";
import { LogDiagnostics } from "./logDiagnostics.ts";
import { LogFile } from "./logFile.ts";
import { provideLanguage } from "./logLanguage.ts";
import type { LogParts, LogSubject, Logs } from "./logParts.ts";

const hourMs = 60 * 60_000;
/** The whole company shares 30 readings of logs a minute. */
const followMs = 10_000;
const longestBackOffMs = 5 * 60_000;
/** A log that takes long to read is read less often, so that reading it takes a twentieth of the time at most. */
const restPerMs = 20;
const longestOpeningMs = 2_000;
const mostRuntimeEntries = 1_000;
/** More than anybody has open at a time. */
const mostFiles = 200;

export class LogDocuments implements Logs {
  readonly #parts: LogParts;
  readonly #tell: (uri: vscode.Uri) => void;
  readonly #files = new Map<string, LogFile>();
  readonly #timers = new Map<LogFile, () => void>();
  readonly #reading = new Map<LogFile, Promise<void>>();
  readonly #end = new EndKeeper();
  readonly #diagnostics: LogDiagnostics;
  readonly #disposables: { dispose(): void }[];

  /** @param tell tells VS Code that a file has changed */
  constructor(parts: LogParts, tell: (uri: vscode.Uri) => void) {
    this.#parts = parts;
    this.#tell = tell;
    this.#diagnostics = new LogDiagnostics(parts, (deployment) => this.#uriOf(deployment));
    this.#disposables = [
      this.#end,
      this.#diagnostics,
      provideLanguage(
        (uri) => this.#files.get(uri.toString()),
        ({ subject }) => workspaceFiles(subject.appId, parts.store.state),
      ),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#scheduleAll()),
      vscode.window.onDidChangeWindowState(() => this.#scheduleAll()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      parts.session.onDidChange(() => this.#startAgain()),
    ];
  }

  async open(deployment: Deployment): Promise<void> {
    const uri = this.#uriOf(deployment);
    const file = this.#fileAt(uri, { appId: deployment.appId, deploymentId: deployment.id });
    file.deployment = deployment;
    await this.#show(file);
  }

  async openRuntime({ id, name }: Pick<AppSummary, "id" | "name">): Promise<void> {
    await this.#show(this.#fileAt(uriFor(logFileName(name, "runtime"), id), { appId: id }));
  }

  async save(uri: vscode.Uri): Promise<boolean> {
    const file = this.#files.get(uri.toString());
    if (!file) return false;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
    const target = await vscode.window.showSaveDialog({
      title: t("Save log as"),
      filters: { Log: ["log", "txt"] },
      defaultUri: vscode.Uri.joinPath(folder, uri.path),
    });
    if (target) await vscode.workspace.fs.writeFile(target, Buffer.from(await file.whole()));
    return target !== undefined;
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#asked(uri).bytes;
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, changedAt } = this.#asked(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: changedAt, size: bytes.byteLength };
  }

  dispose(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#files.clear();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** `/title.log?app/deployment`, or `?app` alone. Whoever knows the scheme may ask for any address. */
  #asked(uri: vscode.Uri): LogFile {
    const known = this.#files.get(uri.toString());
    if (known) return known;
    const [appId, deploymentId] = uri.query.split("/");
    const subject = deploymentId === undefined ? appRef({ appId }) : deploymentRef({ appId, deploymentId });
    if (!subject || !uri.path.endsWith(".log")) throw vscode.FileSystemError.FileNotFound(uri);
    if (this.#files.size >= mostFiles) throw vscode.FileSystemError.Unavailable(uri);
    // VS Code brings a document back that an earlier window had open.
    const file = this.#fileAt(uri, subject);
    const shown = whenVisible(uri, this.#parts.clock);
    file.shown = shown;
    void shown.then(() => this.#forgetUnlessOpen(uri));
    void this.#read(file);
    return file;
  }

  #fileAt(uri: vscode.Uri, subject: LogSubject): LogFile {
    const key = uri.toString();
    const file = this.#files.get(key) ?? new LogFile(uri, subject, this.#parts.clock.now());
    this.#files.set(key, file);
    return file;
  }

  async #show(file: LogFile): Promise<void> {
    const isDue = !file.isLoaded || file.failures > 0 || file.isGrowing(this.#parts.clock.now());
    const isRested = this.#parts.clock.now() - file.readAt >= followMs;
    file.shown = vscode.window.showTextDocument(file.uri, { preview: false });
    if (isDue && (isRested || file.failures > 0)) void this.#read(file);
    try {
      await file.shown;
    } finally {
      this.#forgetUnlessOpen(file.uri);
    }
  }

  #uriOf(deployment: Deployment): vscode.Uri {
    const app = findApp(this.#parts.store.state, deployment.appId)?.name ?? "";
    const name = logFileName(app, releaseMark(deployment), deployment.createdAt);
    return uriFor(name, `${deployment.appId}/${deployment.id}`);
  }

  /** Reads a log; whoever asks meanwhile joins. */
  #read(file: LogFile): Promise<void> {
    const running = this.#reading.get(file);
    if (running) return running;
    const { session, clock } = this.#parts;
    const asked = session.state;
    // Whoever signs in, or is found to be signed in, sets off the reading.
    if (asked.kind !== "signedIn") {
      if (asked.kind !== "starting") this.#changed(file, () => file.show({ kind: "signedOut" }, clock.now()));
      return Promise.resolve();
    }
    const isCurrent = () => session.state === asked && this.#files.get(file.uri.toString()) === file;
    file.readAt = clock.now();
    const done = this.#ask(file, isCurrent)
      .catch((cause: unknown) => {
        if (!isCurrent()) return;
        const error = SevallaError.from(cause);
        this.#parts.note(error);
        this.#changed(file, () => file.failed(error, clock.now()));
        if (error.kind === "unauthorized") session.reject(asked);
      })
      .finally(() => {
        file.tookMs = clock.now() - file.readAt;
        if (this.#reading.get(file) === done) this.#reading.delete(file);
        this.#schedule(file);
      });
    this.#reading.set(file, done);
    return done;
  }

  async #ask(file: LogFile, isCurrent: () => boolean): Promise<void> {
    const { clock } = this.#parts;
    const client = this.#parts.client();
    const { subject } = file;
    const hourAgo = clock.now() - hourMs;
    if (!("deploymentId" in subject)) {
      const from = Math.max(hourAgo, file.newestAt ?? hourAgo);
      const entries = await client.runtimeLog(subject.appId, from);
      const isCut = entries.length >= mostRuntimeEntries;
      await file.shown;
      const take = await file.prepareMore(entries, isCut, hourAgo);
      if (isCurrent()) this.#changed(file, () => take(clock.now()));
      return;
    }
    // The log after the status: what finished before was logged before.
    const deployment = await this.#deployment(file, subject.appId, subject.deploymentId);
    const wish = { hasEnded: isFinished(deployment), reader: file };
    const entries = await client.deploymentLog(subject.appId, subject.deploymentId, undefined, wish);
    await file.shown;
    const take = await file.prepare(entries, deployment, false);
    if (!isCurrent()) return;
    this.#changed(file, () => take(clock.now()));
    void this.#diagnostics.publish(deployment, entries);
  }

  async #deployment(file: LogFile, appId: Deployment["appId"], id: Deployment["id"]): Promise<Deployment> {
    const known = deploymentsOf(this.#parts.store.state, appId).find((one) => one.id === id) ?? file.deployment;
    if (known && isFinished(known)) return known;
    const asked = this.#parts.session.state;
    const deployment = await this.#parts.client().getDeployment(appId, id);
    if (asked === this.#parts.session.state) this.#parts.reader.took(deployment);
    return deployment;
  }

  #changed(file: LogFile, change: () => void): void {
    const before = file.document.text;
    const wasLoaded = file.isLoaded;
    change();
    if (file.document.text === before) return;
    this.#end.beforeChange(file.uri, wasLoaded || file.startsAtEnd, wasLoaded);
    this.#tell(file.uri);
  }

  #scheduleAll(): void {
    for (const file of this.#files.values()) this.#schedule(file);
  }

  #schedule(file: LogFile): void {
    this.#timers.get(file)?.();
    this.#timers.delete(file);
    const { clock, session } = this.#parts;
    if (session.state.kind !== "signedIn" || this.#reading.has(file) || !this.#isLookedAt(file)) return;
    const pause = Math.max(followMs, file.tookMs * restPerMs);
    const backOff = Math.max(pause, Math.min(pause * 2 ** file.failures, longestBackOffMs));
    const due = Math.max(0, file.readAt + backOff - clock.now());
    this.#timers.set(
      file,
      clock.after(due, () => void this.#read(file)),
    );
  }

  #isLookedAt(file: LogFile): boolean {
    const isUnread = file.readAt === Number.NEGATIVE_INFINITY;
    if (this.#files.get(file.uri.toString()) !== file) return false;
    if (!isUnread && !file.isGrowing(this.#parts.clock.now())) return false;
    if (!("deploymentId" in file.subject) && !vscode.window.state.focused) return false;
    return isVisible(file.uri);
  }

  /** Whoever only asks for a file's size never closes it. */
  #forgetUnlessOpen(uri: vscode.Uri): void {
    if (!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()))
      this.#forget(uri);
  }

  #forget(uri: vscode.Uri): void {
    if (uri.scheme !== logScheme) return;
    const file = this.#files.get(uri.toString());
    if (!file) return;
    this.#files.delete(uri.toString());
    this.#timers.get(file)?.();
    this.#timers.delete(file);
  }

  /** Somebody has signed in or out: nothing that the session before could read is left on screen. */
  #startAgain(): void {
    const { state } = this.#parts.session;
    // What was read stays when Sevalla turns the key down, as it does in the views.
    if (state.kind === "rejected") return this.#scheduleAll();
    this.#reading.clear();
    for (const file of this.#files.values()) {
      if (!(state.kind === "signedIn" && state.isResumed)) {
        const content = { kind: state.kind === "signedOut" ? state.kind : "loading" } as const;
        file.deployment = undefined;
        this.#changed(file, () => file.show(content, this.#parts.clock.now()));
      }
      file.readAt = Number.NEGATIVE_INFINITY;
    }
    this.#scheduleAll();
  }
}

/** Who is meant stands in the query, which VS Code shows nowhere. */
function uriFor(title: string, query: string): vscode.Uri {
  return vscode.Uri.from({ scheme: logScheme, path: `/${title}`, query });
}

/** Resolves when an editor shows the document, or when none does in time. */
function whenVisible(uri: vscode.Uri, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isVisible(uri)) return;
      listening.dispose();
      cancel();
      resolve();
    };
    const listening = vscode.window.onDidChangeVisibleTextEditors(look);
    const cancel = clock.after(longestOpeningMs, () => {
      listening.dispose();
      resolve();
    });
    look();
  });
}

function isVisible(uri: vscode.Uri): boolean {
  return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
}
