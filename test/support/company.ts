import { randomUUID } from "node:crypto";
import type { Watched } from "../../src/model/inSight.ts";
import { Pace } from "../../src/model/pace.ts";
import { Reader } from "../../src/model/reader.ts";
import { Refresher } from "../../src/model/refresher.ts";
import { Session } from "../../src/model/session.ts";
import { Store } from "../../src/model/store.ts";
import { type ClientOptions, SevallaClient } from "../../src/sevalla/client.ts";
import type { Fetch } from "../../src/sevalla/fetch.ts";
import type { LentAnswer, SharedAnswers } from "../../src/sevalla/sharedAnswers.ts";
import { Account } from "../sandbox/account.ts";
import type { SandboxApp } from "../sandbox/app.ts";
import { appBody, appSummaryBody } from "../sandbox/appBody.ts";
import { logBody } from "../sandbox/buildLog.ts";
import { deploymentBody } from "../sandbox/deploymentBody.ts";
import { keyTokens } from "../sandbox/keyRing.ts";
import { responseTimesBody, statusCodesBody } from "../sandbox/metricBody.ts";
import { pageOf } from "../sandbox/paging.ts";
import { RateLimit } from "../sandbox/rateLimit.ts";
import { seedAccount } from "../sandbox/seed/seedAccount.ts";
import { FakeSecrets } from "./fakeSecrets.ts";
import type { HandClock } from "./handClock.ts";

const address = "https://api.sevalla.com/v3";

export type Trouble = "lost" | "garbled" | "down" | Spoilt;

/** Another answer than the one that was due. */
export interface Spoilt {
  readonly status: number;
  readonly text: (due: unknown) => string;
}

/** Sevalla without a network, for more requests than a server on this computer could answer in a test. */
export class Company {
  readonly account: Account;
  readonly #clock: HandClock;
  readonly #limit = new RateLimit({});
  readonly #counts = new Map<number, number>();
  #pending = 0;
  readonly #trouble: () => Trouble | undefined;
  /** How many requests were turned away. */
  refused = 0;

  /**
   * @param trouble says for each request what goes wrong with it
   * @param apps how many there are, at least a dozen
   */
  constructor(clock: HandClock, trouble: () => Trouble | undefined = () => undefined, apps = 0) {
    this.#clock = clock;
    this.#trouble = trouble;
    this.account = freshAccount(clock.now());
    const [model] = this.account.apps;
    for (let count = this.account.apps.length; model && count < apps; count++) {
      const appId = randomUUID();
      const deployments = model.deployments.slice(0, 3).map((one) => ({ ...one, id: randomUUID(), appId }));
      this.account.apps.push({ ...model, id: appId, name: `app-${count}`, deployments });
    }
  }

  /** Requests in each minute in which there were any, but for those of logs, which have a limit of their own. */
  get minutes(): readonly number[] {
    return [...this.#counts.values()];
  }

  get requests(): number {
    return this.minutes.reduce((sum, count) => sum + count, 0);
  }

  get isBusy(): boolean {
    return this.#pending > 0;
  }

  /** Colleagues ask for something, so often. */
  spend(requests: number): void {
    for (let count = 0; count < requests; count++) this.#limit.spend("read", "company", this.#clock.now());
  }

  /** Is busy until then, too. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#pending++;
    try {
      return await work;
    } finally {
      this.#pending--;
    }
  }

  deploy(name: string, buildMs: number): void {
    const app = this.account.app(name);
    const [model] = app.deployments;
    if (!model) throw new Error(`${name} was never deployed`);
    const life = { waitingMs: 1_000, buildMs, rolloutMs: 5_000 };
    app.deployments.unshift({ ...model, id: randomUUID(), createdAt: this.#clock.now(), life });
  }

  readonly fetch: Fetch = async (url) => {
    this.#pending++;
    try {
      const now = this.#clock.now();
      const trouble = this.#trouble();
      const minute = Math.floor(now / 60_000);
      const tier = url.endsWith("/logs") ? "logs" : "read";
      if (tier === "read") this.#counts.set(minute, (this.#counts.get(minute) ?? 0) + 1);
      const { limit, remaining, resetSeconds, isExceeded } = this.#limit.spend(tier, "company", now);
      if (isExceeded) this.refused++;
      const headers = new Headers({
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-remaining": String(remaining),
        "x-ratelimit-reset": String(resetSeconds),
      });
      if (trouble === "lost") throw new TypeError("fetch failed");
      if (trouble === "garbled") return { status: 200, headers, body: chunks("<html>") };
      if (trouble === "down") return { status: 503, headers, body: chunks("") };
      if (trouble) {
        return { status: trouble.status, headers, body: chunks(trouble.text(this.#answer(new URL(url), now))) };
      }
      const body = isExceeded ? { message: "Too many requests", status: 429 } : this.#answer(new URL(url), now);
      return { status: isExceeded ? 429 : 200, headers, body: chunks(JSON.stringify(body)) };
    } finally {
      this.#pending--;
    }
  };

  #answer({ pathname, searchParams }: URL, now: number): unknown {
    const [, appId, part, deploymentId, isLog] =
      /^\/v3\/applications\/([^/]+)(?:\/(deployments|metrics)(?:\/([^/]+)(\/logs)?)?)?$/.exec(pathname) ?? [];
    const query = Object.fromEntries(searchParams);
    const app = this.account.apps.find(({ id }) => id === appId);
    if (!app) return pageOf(this.account.apps, query, (one) => appSummaryBody(one, now));
    if (part === undefined) return appBody(app, this.account, now);
    if (part === "metrics")
      return (deploymentId === "status-codes" ? statusCodesBody : responseTimesBody)(app, query, now);
    const { deployments } = app;
    const deployment = deployments.find(({ id }) => id === deploymentId);
    if (!deployment) return pageOf(deployments, query, (one) => deploymentBody(one, now));
    return isLog === undefined ? deploymentBody(deployment, now) : logBody(app, deployment, now);
  }
}

/** One person's windows lend each other answers, as through files but without them. */
export class LentInMemory implements SharedAnswers {
  readonly #clock: HandClock;
  readonly #lent = new Map<string, LentAnswer>();

  constructor(clock: HandClock) {
    this.#clock = clock;
  }

  /** Of what was lent. */
  get paths(): readonly string[] {
    return [...this.#lent.keys()];
  }

  async find(path: string, maxAgeMs: number): Promise<LentAnswer | undefined> {
    const lent = this.#lent.get(path);
    const age = this.#clock.now() - (lent?.at ?? 0);
    return age >= 0 && age <= maxAgeMs ? lent : undefined;
  }

  keep(path: string, answer: LentAnswer): void {
    this.#lent.set(path, answer);
  }
}

export interface ReadingWindowOptions {
  readonly watched: Watched;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  /** What it lends other windows and is lent by them: nothing unless given. */
  readonly shared?: SharedAnswers;
  /** Those of a computer on which somebody has signed in already: of another one, where that is done now, unless given. */
  readonly secrets?: FakeSecrets;
  /** How it asks the company: at once and without waiting unless given. */
  readonly way?: Pick<ClientOptions, "fetch" | "wait" | "after" | "log" | "random">;
}

/** The reading half of the extension in one window, joined as in extension.ts and signed in. */
export async function openReadingWindow(
  company: Company,
  clock: HandClock,
  { watched, random, shared, secrets, way }: ReadingWindowOptions,
) {
  const session = new Session(secrets ?? new FakeSecrets(), () => address);
  const pace = new Pace();
  const client = new SevallaClient({
    ...{ fetch: company.fetch, wait: async () => {}, ...way },
    ...{ baseUrl: address, now: () => clock.now() },
    token: () => session.token(address),
    onBudget: (budget) => pace.note(budget, clock.now()),
    shared: () => shared,
  });
  const store = new Store();
  const reader = new Reader(() => client, session, store, clock, undefined, pace);
  const refresher = new Refresher(reader, store, session, watched, clock, pace, random);
  session.onDidChange((state) => {
    reader.follow(state);
    if (state.kind !== "signedIn" || !state.isResumed) pace.forget();
    refresher.begin();
  });
  if (secrets) await session.read();
  else await session.signIn(keyTokens.valid, address);
  return { client, reader, refresher, session, store };
}

let seeded: { readonly at: number; readonly account: Account } | undefined;

/** The account of the sandbox, which is made once for a time: the tests of properties need it over and over. */
function freshAccount(at: number): Account {
  if (seeded?.at !== at) seeded = { at, account: seedAccount(at, []) };
  const { companyId, name, projects, apps } = seeded.account;
  const copies = apps.map((app): SandboxApp => ({ ...app, deployments: [...app.deployments] }));
  return new Account(companyId, name, projects, copies);
}

async function* chunks(text: string): AsyncIterable<string> {
  yield text;
}
