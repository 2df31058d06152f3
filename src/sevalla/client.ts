/** Talks to the Sevalla API: one method a call. */

import type * as v from "valibot";
import type { Domain, EnvVar, Process } from "./appParts.ts";
import { SevallaError } from "./errors.ts";
import { type AppId, type DeploymentId, parseDeploymentId } from "./ids.ts";
import type { Omissions, Omit } from "./leftOut.ts";
import type { LogReads, LogWish } from "./logReads.ts";
import { type MetricRange, rangeQuery } from "./metricRange.ts";
import type { StatusPoint, TimePoint } from "./metrics.ts";
import { checked, largestPage, pathOf, within } from "./paths.ts";
import type { Question, RequestOptions, Requests } from "./requests.ts";
import type { App, AppSummary, Deployment, KeyCheck, LogEntry, Page } from "./resources.ts";
import type { SharedAnswers } from "./sharedAnswers.ts";

export interface ClientOptions extends RequestOptions {
  /** The API key, asked for at each call. */
  readonly token: () => string | undefined;
  /** Told of what had to be left out of an answer, in one line, and of the same once an hour. */
  readonly onOmitted?: (what: string) => void;
  /** What the windows of the account in use lend each other; asked for at each call. */
  readonly shared?: () => SharedAnswers | undefined;
}

/** What is to be deployed. */
export interface DeployWish {
  readonly branch?: string;
  readonly image?: string;
  readonly isRestart?: boolean;
}

export interface PageRequest {
  /** 0 to 10,000; others are brought into this range. */
  readonly offset?: number | undefined;
  /** 1 to 100, usually 25; others are brought into this range. */
  readonly limit?: number | undefined;
  /** Of no effect where `maxAgeMs` is given: others may have joined. */
  readonly signal?: AbortSignal | undefined;
  /** Lends the answer to other windows, and takes one of theirs that is not older than this. Left out: neither. */
  readonly maxAgeMs?: number | undefined;
}

/** What Sevalla said, and when it was asked, ms since the epoch: what it says is at least as new. */
export type Dated<T> = T & { readonly at: number };

/** Pages that are on their way, by what was asked and with which key. */
type UnderWay<T> = Map<string, { readonly token: string | undefined; readonly answer: Promise<Dated<Page<T>>> }>;

type Wire = typeof import("./wire.ts")["wire"];
type Schema<T> = (wire: Wire) => v.GenericSchema<unknown, T>;

type Read<T> = (body: unknown, wire: Wire) => T | Promise<T>;

const byTime = (a: LogEntry, b: LogEntry) => a.at - b.at;

/**
 * Every method throws a SevallaError, or the reason of the signal when that is aborted. What only reads is tried up to
 * three times more while trying may help; what changes something is sent once.
 */
export class SevallaClient {
  readonly #options: ClientOptions;
  readonly #token: () => string | undefined;
  readonly #omitted: (what: string) => void;
  readonly #now: () => number;
  readonly #appPages: UnderWay<AppSummary> = new Map();
  readonly #deploymentPages: UnderWay<Deployment> = new Map();
  #requests: Requests | undefined;
  #logs: LogReads | undefined;
  #omissions: Omissions | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#token = options.token;
    this.#omitted = options.onOmitted ?? (() => undefined);
    this.#now = options.now ?? Date.now;
  }

  listApps(request: PageRequest = {}): Promise<Dated<Page<AppSummary>>> {
    return this.#page("/applications", ({ appSummarySchema }) => appSummarySchema, request, this.#appPages);
  }

  async getApp(id: AppId, signal?: AbortSignal): Promise<App> {
    return this.#get(pathOf(id), readApp, signal);
  }

  /** Newest first. */
  async listDeployments(id: AppId, request: PageRequest = {}): Promise<Dated<Page<Deployment>>> {
    const path = `${pathOf(id)}/deployments`;
    return this.#page(path, ({ deploymentSchema }) => deploymentSchema(id), request, this.#deploymentPages);
  }

  async getDeployment(id: AppId, deploymentId: DeploymentId, signal?: AbortSignal): Promise<Deployment> {
    return this.#get(pathOf(id, deploymentId), readDeployment(id), signal);
  }

  /**
   * Starts a rollback and answers the deployment that carries it out. Without a target Sevalla takes the successful
   * deployment before the live one. `mayHaveActed` tells whether a failure leaves open what Sevalla did.
   */
  async rollBack(id: AppId, target: DeploymentId | undefined, signal?: AbortSignal): Promise<Deployment> {
    const body = target === undefined ? undefined : { deployment_id: checked(parseDeploymentId(target)) };
    return this.#write("POST", `${pathOf(id)}/deployments/rollback`, readDeployment(id), body, signal);
  }

  /**
   * Starts a deployment: of the branch or the image that is named, else of what the app has in its settings, or once
   * more of what is live. `mayHaveActed` tells whether a failure leaves open what Sevalla did.
   */
  async deploy(id: AppId, wish: DeployWish, signal?: AbortSignal): Promise<Deployment> {
    const { branch, image, isRestart } = wish;
    const body = {
      ...(branch === undefined ? {} : { branch }),
      ...(image === undefined ? {} : { docker_image: image }),
      ...(isRestart === undefined ? {} : { is_restart: isRestart }),
    };
    return this.#write("POST", `${pathOf(id)}/deployments`, readDeployment(id), body, signal);
  }

  /** Stops a deployment that is waiting or running. `mayHaveActed` tells whether a failure leaves open what happened. */
  async cancelDeployment(id: AppId, deploymentId: DeploymentId, signal?: AbortSignal): Promise<void> {
    await this.#write("POST", `${pathOf(id, deploymentId)}/cancel`, () => undefined, undefined, signal);
  }

  /** Whether a push deploys the app by itself from now on. Answers the app as it is then. */
  async setAutoDeploy(id: AppId, autoDeploy: boolean, signal?: AbortSignal): Promise<App> {
    return this.#write("PATCH", pathOf(id), readApp, { auto_deploy: autoDeploy }, signal);
  }

  /** Oldest first. Whoever asks for a log that is being read joins, and what was read some seconds ago is used again. */
  async deploymentLog(
    id: AppId,
    deploymentId: DeploymentId,
    signal?: AbortSignal,
    wish: LogWish = {},
  ): Promise<readonly LogEntry[]> {
    const path = `${pathOf(id, deploymentId)}/logs`;
    const asked = { ...wish, path, token: this.#token() };
    const { wire } = await import("./wire.ts");
    this.#logs ??= new wire.LogReads(this.#now);
    return this.#logs.read({ ...asked, signal }, async (ending) =>
      (await this.#list(path, ({ logEntrySchema }) => logEntrySchema, ending, asked)).toSorted(byTime),
    );
  }

  /** What the app has written since `from` (milliseconds since the epoch), oldest first; 1,000 entries at most. */
  async runtimeLog(id: AppId, from: number, signal?: AbortSignal): Promise<readonly LogEntry[]> {
    const path = `${pathOf(id)}/runtime-logs?from=${new Date(from).toISOString()}&limit=1000`;
    return (await this.#list(path, ({ logEntrySchema }) => logEntrySchema, signal)).toSorted(byTime);
  }

  async statusCodes(id: AppId, range: MetricRange, signal?: AbortSignal): Promise<readonly StatusPoint[]> {
    return this.#list(
      `${pathOf(id)}/metrics/status-codes?${rangeQuery(range)}`,
      ({ statusPointSchema }) => statusPointSchema,
      signal,
    );
  }

  async responseTimes(id: AppId, range: MetricRange, signal?: AbortSignal): Promise<readonly TimePoint[]> {
    return this.#list(
      `${pathOf(id)}/metrics/response-time-avg?${rangeQuery(range)}`,
      ({ timePointSchema }) => timePointSchema,
      signal,
    );
  }

  async listDomains(id: AppId, request: PageRequest = {}): Promise<Page<Domain>> {
    return this.#page(`${pathOf(id)}/domains`, ({ domainSchema }) => domainSchema, request);
  }

  async listProcesses(id: AppId, request: PageRequest = {}): Promise<Page<Process>> {
    return this.#page(`${pathOf(id)}/processes`, ({ processSchema }) => processSchema, request);
  }

  /** Names only: Sevalla sends the values too, and they are dropped on arrival. */
  async listEnvVars(id: AppId, request: PageRequest = {}): Promise<Page<EnvVar>> {
    return this.#page(`${pathOf(id)}/env-vars`, ({ envVarSchema }) => envVarSchema, request);
  }

  /** Asks Sevalla about a key, which need not be the one in use. */
  async checkKey(token: string, signal?: AbortSignal): Promise<KeyCheck> {
    try {
      return await this.#get(
        "/api-keys/validate",
        reading(({ keyCheckSchema }) => keyCheckSchema),
        signal,
        token,
      );
    } catch (error) {
      if (!(error instanceof SevallaError) || error.kind !== "unauthorized") throw error;
      return { isValid: false, id: undefined, name: undefined, expiresAt: undefined, isEnabled: false };
    }
  }

  #page<T extends { readonly id: string }>(
    path: string,
    schema: Schema<T>,
    request: PageRequest,
    underWay: UnderWay<T> = new Map(),
  ): Promise<Dated<Page<T>>> {
    const asked = {
      offset: within(0, 10_000, request.offset ?? 0),
      limit: within(1, largestPage, request.limit ?? 25),
    };
    const read: Read<Page<T>> = (body, wire) => wire.readPage(body, schema(wire), asked, this.#omitFrom(path, wire));
    const { signal, maxAgeMs } = request;
    const query = `${path}?limit=${asked.limit}&offset=${asked.offset}`;
    if (maxAgeMs !== undefined) return this.#share(query, read, maxAgeMs, underWay);
    const at = this.#now();
    return this.#get(query, read, signal).then((page) => ({ ...page, at }));
  }

  #list<T>(
    path: string,
    schema: Schema<T>,
    signal?: AbortSignal,
    { token, isQuick }: Pick<Question, "token" | "isQuick"> = { token: this.#token() },
  ): Promise<readonly T[]> {
    const read: Read<readonly T[]> = (body, wire) => wire.readList(body, schema(wire), this.#omitFrom(path, wire));
    return this.#send({ method: "GET", path, token, signal, isQuick }, read);
  }

  #omitFrom(path: string, wire: Wire): Omit {
    this.#omissions ??= new wire.Omissions(this.#omitted, this.#now);
    return this.#omissions.from(path);
  }

  #get<T>(
    path: string,
    read: Read<T>,
    signal: AbortSignal | undefined,
    token: string | undefined = this.#token(),
  ): Promise<T> {
    return this.#send({ method: "GET", path, token, signal }, read);
  }

  /** Whoever finds nothing lent joins who asks Sevalla already. */
  async #share<T>(path: string, read: Read<Page<T>>, maxAgeMs: number, underWay: UnderWay<T>): Promise<Dated<Page<T>>> {
    // Both belong to the account that is in use now.
    const shared = this.#options.shared?.();
    const token = this.#token();
    const lent = maxAgeMs > 0 && token !== undefined ? await shared?.find(path, maxAgeMs) : undefined;
    const found = lent && (await readable(lent.body, read));
    if (found) return { ...found.value, at: lent.at };
    const running = underWay.get(path);
    if (running && running.token === token) return running.answer;
    const at = this.#now();
    const readAndKeep: Read<Page<T>> = async (body, wire) => {
      const value = await read(body, wire);
      // Somebody may have signed out meanwhile, and all that was lent is gone.
      if (this.#options.shared?.() === shared) shared?.keep(path, { at, body });
      return value;
    };
    const answer = this.#get(path, readAndKeep, undefined, token)
      .then((page) => ({ ...page, at }))
      .finally(() => {
        if (underWay.get(path)?.answer === answer) underWay.delete(path);
      });
    underWay.set(path, { token, answer });
    return answer;
  }

  #write<T>(
    method: "POST" | "PATCH",
    path: string,
    read: Read<T>,
    body: object | undefined,
    signal?: AbortSignal,
  ): Promise<T> {
    const text = body && { body: JSON.stringify(body) };
    return this.#send({ method, path, token: this.#token(), signal, ...text }, read);
  }

  async #send<T>(question: Question, read: Read<T>): Promise<T> {
    const { wire } = await import("./wire.ts");
    this.#requests ??= new wire.Requests(this.#options);
    return this.#requests.send({ ...question, read: (body) => read(body, wire) });
  }
}

const readApp = reading(({ appSchema }) => appSchema);
const readDeployment = (id: AppId) => reading(({ deploymentSchema }) => deploymentSchema(id));

function reading<T>(schema: Schema<T>): Read<T> {
  return (body, wire) => wire.readOne(body, schema(wire));
}

/** What another window has lent is read like what Sevalla sends; undefined when it makes no sense. */
async function readable<T>(body: unknown, read: Read<T>): Promise<{ readonly value: T } | undefined> {
  const { wire } = await import("./wire.ts");
  try {
    return { value: await read(body, wire) };
  } catch {
    return undefined;
  }
}
