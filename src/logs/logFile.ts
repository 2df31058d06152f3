import type * as vscode from "vscode";
import { isFinished } from "../model/deployment.ts";
import {
  type LogContent,
  type LogDocument,
  logDocument,
  logDocumentInSteps,
  wholeLog,
} from "../present/logDocument.ts";
import type { Deployment, LogEntry } from "../sevalla/resources.ts";
import { inSlices } from "../sevalla/slices.ts";
import type { LogSubject } from "./logParts.ts";

/** How long after its end a deployment may still log something. */
const settlingMs = 60_000;
const settlingReads = 2;
const stuckMs = 60 * 60_000;
/** As many lines as an editor shows without strain; of the running app's the oldest go first. */
const mostEntries = 100_000;

/** One log: what is known of it, and the text that is made of that. */
export class LogFile {
  readonly uri: vscode.Uri;
  readonly subject: LogSubject;
  deployment: Deployment | undefined;
  document: LogDocument;
  bytes: Uint8Array;
  changedAt: number;
  /** When the last reading began, and how long it took. */
  readAt = Number.NEGATIVE_INFINITY;
  tookMs = 0;
  failures = 0;
  /** Settles when an editor shows it: only then can that editor be led to the right end of the text. */
  shown: PromiseLike<unknown> = Promise.resolve();
  #content: LogContent = { kind: "loading" };
  /** How often it was read after its deployment had finished: the last lines may come late. */
  #readsAtEnd = 0;

  constructor(uri: vscode.Uri, subject: LogSubject, now: number) {
    this.uri = uri;
    this.subject = subject;
    this.document = logDocument(this.#content);
    this.bytes = Buffer.from(this.document.text);
    this.changedAt = now;
  }

  get isLoaded(): boolean {
    return this.#content.kind === "ready";
  }

  /** All of the log: the document leaves out what an editor could not show. */
  whole(): Promise<string> {
    return inSlices(wholeLog(this.#content));
  }

  get entries(): readonly LogEntry[] {
    return this.#content.kind === "ready" ? this.#content.entries : [];
  }

  /** The newest entry's time, from which a running app's log is read on. */
  get newestAt(): number | undefined {
    return this.entries.at(-1)?.at;
  }

  /** Whether more lines are to be expected. */
  isGrowing(now: number): boolean {
    const { deployment } = this;
    if (!("deploymentId" in this.subject)) return true;
    if (!deployment || !this.isLoaded) return false;
    if (!isFinished(deployment)) return now - deployment.createdAt < stuckMs;
    return this.#readsAtEnd < settlingReads && now - (deployment.finishedAt ?? 0) < settlingMs;
  }

  /** Whether its end is what one wants to see of it first. */
  get startsAtEnd(): boolean {
    return !("deploymentId" in this.subject) || (this.deployment !== undefined && !isFinished(this.deployment));
  }

  /** Makes the text of a whole log, which takes a while; answers how to take it up then. */
  async prepare(
    entries: readonly LogEntry[],
    deployment: Deployment | undefined,
    isCut: boolean,
  ): Promise<(now: number) => void> {
    const content: LogContent = { kind: "ready", entries, deployment, stale: undefined, isCut };
    const document = await inSlices(logDocumentInSteps(content));
    return (now) => {
      this.failures = 0;
      this.deployment = deployment;
      if (deployment && isFinished(deployment)) this.#readsAtEnd++;
      else this.#readsAtEnd = 0;
      this.#put(content, document, now);
    };
  }

  /** The same with what the running app has written since. */
  prepareMore(entries: readonly LogEntry[], isCut: boolean, since: number): Promise<(now: number) => void> {
    const kept = this.entries.filter(({ at }) => at >= since);
    const known = new Set(kept.map(({ id }) => id));
    const all = [...kept, ...entries.filter(({ id }) => !known.has(id))];
    const wasCut = this.#content.kind === "ready" && this.#content.isCut;
    return this.prepare(all.slice(-mostEntries), undefined, isCut || wasCut);
  }

  /** Says why it could not be read. What was read before stays. */
  failed(error: Extract<LogContent, { kind: "failed" }>["error"], now: number): void {
    this.failures++;
    const known = this.#content;
    this.show(known.kind === "ready" ? { ...known, stale: error } : { kind: "failed", error }, now);
  }

  show(content: LogContent, now: number): void {
    if (content.kind !== "ready") this.#readsAtEnd = 0;
    this.#put(content, logDocument(content), now);
  }

  #put(content: LogContent, document: LogDocument, now: number): void {
    this.#content = content;
    this.document = document;
    this.bytes = Buffer.from(this.document.text);
    // VS Code reads a file again only if it is younger than it was.
    this.changedAt = Math.max(now, this.changedAt + 1);
  }
}
