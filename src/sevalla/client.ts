/** Talks to the Sevalla API: one method a call, one private way to the wire. */
import type * as v from "valibot";
import { type EnvVar, envVarSchema, type Process, processSchema } from "./appParts.ts";
import { SevallaError } from "./errors.ts";
import { type Answer, exchange, isSuccess, type Outgoing } from "./exchange.ts";
import type { Fetch } from "./fetch.ts";
import { type Omit, readList, readOne, readPage } from "./items.ts";
import {
  type MetricRange,
  rangeQuery,
  type StatusPoint,
  statusPointSchema,
  type TimePoint,
  timePointSchema,
} from "./metrics.ts";
import { parsed, refusalOf, requestIdOf } from "./refusal.ts";
import {
  type App,
  type AppId,
  type AppSummary,
  appSchema,
  appSummarySchema,
  type Deployment,
  type DeploymentId,
  deploymentSchema,
  type KeyCheck,
  keyCheckSchema,
  type LogEntry,
  logEntrySchema,
  type Page,
  parseAppId,
  parseDeploymentId,
} from "./resources.ts";
import { pauseBeforeRetry, waitFor } from "./retry.ts";
import { isToken } from "./token.ts";

export interface ClientOptions {
  readonly fetch: Fetch;
  readonly baseUrl: URL | string;
  /** The API key, asked for at each call. */
  readonly token: () => string | undefined;
  /** Resolves after `ms`; rejects when the signal is aborted. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** At least 0 and less than 1. */
  readonly random?: () => number;
  /** For each try. */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly log?: (line: RequestLine) => void;
  /** Told of each item of an answer that had to be left out. */
  readonly onOmitted?: (what: string) => void;
  /** Told of a key that Sevalla does not let change anything. */
  readonly onReadOnly?: (token: string) => void;
}

/** What may be known of a request: never a header, never a body. */
export interface RequestLine {
  readonly method: Outgoing["method"];
  /** With the query. */
  readonly path: string;
  /** Of the answer, if there was one. */
  readonly status: number | undefined;
  /** What went wrong, if anything did. */
  readonly problem: SevallaError["kind"] | "cancelled" | undefined;
  readonly ms: number;
  readonly requestId: string | undefined;
  /** 1, and one more for each retry. */
  readonly attempt: number;
}

export interface PageRequest {
  /** 0 to 10,000; others are brought into this range. */
  readonly offset?: number | undefined;
  /** 1 to 100, usually 25; others are brought into this range. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Call<T> {
  readonly method: Outgoing["method"];
  readonly path: string;
  readonly token: string | undefined;
  readonly body?: string;
  readonly signal: AbortSignal | undefined;
  /** Throws when the answer has another shape than it should. */
  readonly read: (body: unknown) => T;
}

const byTime = (a: LogEntry, b: LogEntry) => a.at - b.at;
const noKey = "There is no API key that Sevalla could be asked with.";

/**
 * Every method throws a SevallaError, or the reason of the signal when that is aborted. What only reads is tried up to
 * three times more while trying may help; what changes something is sent once.
 */
export class SevallaClient {
  readonly #fetch: Fetch;
  readonly #base: URL;
  readonly #token: () => string | undefined;
  readonly #wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly #random: () => number;
  readonly #timeoutMs: number;
  readonly #now: () => number;
  readonly #log: (line: RequestLine) => void;
  readonly #omitted: (what: string) => void;
  readonly #readOnly: (token: string) => void;

  constructor(options: ClientOptions) {
    this.#fetch = options.fetch;
    this.#base = new URL(options.baseUrl);
    this.#token = options.token;
    this.#wait = options.wait ?? waitFor;
    this.#random = options.random ?? Math.random;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#now = options.now ?? Date.now;
    this.#log = options.log ?? (() => undefined);
    this.#omitted = options.onOmitted ?? (() => undefined);
    this.#readOnly = options.onReadOnly ?? (() => undefined);
  }

  listApps(request: PageRequest = {}): Promise<Page<AppSummary>> {
    return this.#page("/applications", appSummarySchema, request);
  }

  async getApp(id: AppId, signal?: AbortSignal): Promise<App> {
    return this.#get(pathOf(id), reading(appSchema), signal);
  }

  /** Newest first. */
  async listDeployments(id: AppId, request: PageRequest = {}): Promise<Page<Deployment>> {
    return this.#page(`${pathOf(id)}/deployments`, deploymentSchema(id), request);
  }

  async getDeployment(id: AppId, deploymentId: DeploymentId, signal?: AbortSignal): Promise<Deployment> {
    return this.#get(pathOf(id, deploymentId), reading(deploymentSchema(id)), signal);
  }

  /**
   * Starts a rollback and answers the deployment that carries it out. Without a target Sevalla takes the successful
   * deployment before the live one. `mayHaveActed` tells whether a failure leaves open what Sevalla did.
   */
  async rollBack(id: AppId, target: DeploymentId | undefined, signal?: AbortSignal): Promise<Deployment> {
    return this.#request({
      method: "POST",
      path: `${pathOf(id)}/deployments/rollback`,
      token: this.#token(),
      signal,
      read: reading(deploymentSchema(id)),
      ...(target === undefined ? {} : { body: JSON.stringify({ deployment_id: checked(parseDeploymentId(target)) }) }),
    });
  }

  /** Stops a deployment that is waiting or running. `mayHaveActed` tells whether a failure leaves open what happened. */
  async cancelDeployment(id: AppId, deploymentId: DeploymentId, signal?: AbortSignal): Promise<void> {
    const path = `${pathOf(id, deploymentId)}/cancel`;
    await this.#request({ method: "POST", path, token: this.#token(), signal, read: () => undefined });
  }

  /** Whether a push deploys the app by itself from now on. Answers the app as it is then. */
  async setAutoDeploy(id: AppId, autoDeploy: boolean, signal?: AbortSignal): Promise<App> {
    return this.#request({
      method: "PATCH",
      path: pathOf(id),
      token: this.#token(),
      signal,
      read: reading(appSchema),
      body: JSON.stringify({ auto_deploy: autoDeploy }),
    });
  }

  /** Oldest first. */
  async deploymentLog(id: AppId, deploymentId: DeploymentId, signal?: AbortSignal): Promise<readonly LogEntry[]> {
    return (await this.#list(`${pathOf(id, deploymentId)}/logs`, logEntrySchema, signal)).toSorted(byTime);
  }

  /** What the app has written since `from` (milliseconds since the epoch), oldest first; 1,000 entries at most. */
  async runtimeLog(id: AppId, from: number, signal?: AbortSignal): Promise<readonly LogEntry[]> {
    const path = `${pathOf(id)}/runtime-logs?from=${new Date(from).toISOString()}&limit=1000`;
    return (await this.#list(path, logEntrySchema, signal)).toSorted(byTime);
  }

  async statusCodes(id: AppId, range: MetricRange, signal?: AbortSignal): Promise<readonly StatusPoint[]> {
    return this.#list(`${pathOf(id)}/metrics/status-codes?${rangeQuery(range)}`, statusPointSchema, signal);
  }

  async responseTimes(id: AppId, range: MetricRange, signal?: AbortSignal): Promise<readonly TimePoint[]> {
    return this.#list(`${pathOf(id)}/metrics/response-time-avg?${rangeQuery(range)}`, timePointSchema, signal);
  }

  async listProcesses(id: AppId, request: PageRequest = {}): Promise<Page<Process>> {
    return this.#page(`${pathOf(id)}/processes`, processSchema, request);
  }

  /** Names only: Sevalla sends the values too, and they are dropped on arrival. */
  async listEnvVars(id: AppId, request: PageRequest = {}): Promise<Page<EnvVar>> {
    return this.#page(`${pathOf(id)}/env-vars`, envVarSchema, request);
  }

  /** Asks Sevalla about a key, which need not be the one in use. */
  async checkKey(token: string, signal?: AbortSignal): Promise<KeyCheck> {
    try {
      return await this.#get("/api-keys/validate", reading(keyCheckSchema), signal, token);
    } catch (error) {
      if (!(error instanceof SevallaError) || error.kind !== "unauthorized") throw error;
      return { isValid: false, id: undefined, name: undefined, expiresAt: undefined, isEnabled: false };
    }
  }

  #page<T extends { readonly id: string }>(
    path: string,
    schema: v.GenericSchema<unknown, T>,
    request: PageRequest,
  ): Promise<Page<T>> {
    const asked = { offset: within(0, 10_000, request.offset ?? 0), limit: within(1, 100, request.limit ?? 25) };
    const read = (body: unknown) => readPage(body, schema, asked, this.#omitFrom(path));
    return this.#get(`${path}?limit=${asked.limit}&offset=${asked.offset}`, read, request.signal);
  }

  #list<T>(path: string, schema: v.GenericSchema<unknown, T>, signal: AbortSignal | undefined): Promise<readonly T[]> {
    return this.#get(path, (body) => readList(body, schema, this.#omitFrom(path)), signal);
  }

  #omitFrom(path: string): Omit {
    return (what) => this.#omitted(`Left out of ${path}: ${what}`);
  }

  #get<T>(path: string, read: Call<T>["read"], signal: AbortSignal | undefined, token = this.#token()): Promise<T> {
    return this.#request({ method: "GET", path, token, signal, read });
  }

  async #request<T>(call: Call<T>): Promise<T> {
    const { token, signal } = call;
    signal?.throwIfAborted();
    if (!isToken(token)) throw new SevallaError("unauthorized", { message: noKey, fate: "notSent" });
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(call, token, attempt);
      if (!(result instanceof SevallaError)) return result.value;
      const ms = call.method === "GET" ? pauseBeforeRetry(result, attempt, this.#random()) : undefined;
      if (ms === undefined) throw result;
      await this.#wait(ms, signal);
    }
  }

  async #attempt<T>(call: Call<T>, token: string, attempt: number): Promise<{ readonly value: T } | SevallaError> {
    const { method, path } = call;
    const since = this.#now();
    const note = (facts: Pick<RequestLine, "status" | "problem" | "requestId">) =>
      this.#log({ method, path, ms: this.#now() - since, attempt, ...facts });
    try {
      const answer = await exchange(this.#fetch, this.#outgoing(call, token));
      const value = this.#valueOf(answer, call, token);
      note({ status: answer.status, problem: undefined, requestId: requestIdOf(answer, token) });
      return { value };
    } catch (error) {
      const isOurs = error instanceof SevallaError;
      if (isOurs) note({ status: error.status, problem: error.kind, requestId: error.requestId });
      else note({ status: undefined, problem: "cancelled", requestId: undefined });
      if (!isOurs) throw error;
      if (error.kind === "forbidden" && method !== "GET") this.#readOnly(token);
      return error;
    }
  }

  #outgoing({ method, path, body, signal }: Call<unknown>, token: string): Outgoing {
    const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    const url = new URL(this.#base.href.replace(/\/$/, "") + path);
    return { method, url, headers, body, signal, timeoutMs: this.#timeoutMs };
  }

  #valueOf<T>(answer: Answer, call: Call<T>, token: string): T {
    if (!isSuccess(answer.status)) throw refusalOf(answer, token, this.#now());
    try {
      return call.read(parsed(answer.body));
    } catch (unreadable) {
      const cause = typeof answer.body === "string" ? unreadable : answer.body;
      throw new SevallaError("malformed", { status: answer.status, requestId: requestIdOf(answer, token), cause });
    }
  }
}

function reading<T>(schema: v.GenericSchema<unknown, T>): (body: unknown) => T {
  return (body) => readOne(body, schema);
}

/** Types do not last: an id may come from settings or another extension, and a path is no place for surprises. */
function checked<T>(id: T | undefined): T {
  if (id !== undefined) return id;
  throw new SevallaError("rejected", { message: "That is not an ID of Sevalla's. Nothing was sent.", fate: "notSent" });
}

function pathOf(appId: AppId, deploymentId?: DeploymentId): string {
  const app = `/applications/${checked(parseAppId(appId))}`;
  return deploymentId === undefined ? app : `${app}/deployments/${checked(parseDeploymentId(deploymentId))}`;
}

function within(least: number, most: number, value: number): number {
  return Number.isNaN(value) ? least : Math.min(most, Math.max(least, Math.trunc(value)));
}
