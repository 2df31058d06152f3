import { SevallaError } from "../sevalla/errors.ts";
import type { App, AppId, AppSummary } from "../sevalla/resources.ts";
import type { AppSource } from "./appRanking.ts";

const atOnce = 4;
/** Everybody in a company shares 400 reads a minute. */
const mostRead = 100;
/** Who has no more apps than this does not wait for a turn: they are few, and somebody looks at the view. */
const few = 20;

/** What Sevalla's list of apps leaves out and each app's details have. */
interface Details {
  readonly repoUrl: string | undefined;
  readonly buildPath: string | undefined;
  readonly projectId: string | undefined;
}

const none: Details = { repoUrl: undefined, buildPath: undefined, projectId: undefined };

/** The repositories and projects of apps, read by the details of each, once in a session. */
export class AppDetails {
  readonly #readApp: (appId: AppId) => Promise<App>;
  readonly #session: () => unknown;
  readonly #turn: ((signal: AbortSignal) => Promise<void>) | undefined;
  readonly #known = new Map<AppId, Details>();
  readonly #underWay = new Map<AppId, Promise<void>>();
  #knownIn: unknown;

  /**
   * @param session what is another object as soon as somebody else is signed in
   * @param turn resolves when there is room for one more request that nobody waits for; rejects when the signal is aborted
   */
  constructor(
    readApp: (appId: AppId) => Promise<App>,
    session: () => unknown,
    turn?: (signal: AbortSignal) => Promise<void>,
  ) {
    this.#readApp = readApp;
    this.#session = session;
    this.#turn = turn;
  }

  /** Whether an app's details were read. */
  has(appId: AppId): boolean {
    return this.#current().has(appId);
  }

  /** The address of an app's repository; undefined when it has none or was not read. */
  repositoryOf(appId: AppId): string | undefined {
    return this.#current().get(appId)?.repoUrl;
  }

  /** From what an app is made; undefined when it was not read. */
  sourceOf(appId: AppId): AppSource | undefined {
    return this.#current().get(appId);
  }

  /** The ID of the project that an app belongs to; undefined when it has none or was not read. */
  projectOf(appId: AppId): string | undefined {
    return this.#current().get(appId)?.projectId;
  }

  /** Reads as `read` does, but those alone that may have a repository: an image from a registry has none. */
  readRepositories(apps: readonly AppSummary[], signal: AbortSignal, tell?: () => void): Promise<boolean> {
    return this.read(
      apps.filter(({ source }) => source !== "dockerImage"),
      signal,
      tell,
    );
  }

  /**
   * Reads those that are not known, the first ones first, up to a hundred. Never rejects.
   * @param tell is called when one more is known
   * @param signal when aborted, no more are asked for
   * @returns whether all of them are known now
   */
  async read(apps: readonly AppSummary[], signal: AbortSignal, tell = () => {}): Promise<boolean> {
    const session = this.#session();
    const unknown = apps.filter(({ id }) => !this.has(id)).slice(0, mostRead);
    const turn = unknown.length > few ? this.#turn : undefined;
    let isOver = false;
    const work = async (): Promise<void> => {
      for (let app = unknown.shift(); app && !isOver; app = unknown.shift()) {
        try {
          if (turn) await turn(signal);
          if (signal.aborted || isOver || this.#session() !== session) return;
          await this.#readOne(app.id);
          tell();
        } catch {
          // What one request is refused, the next would be, too.
          isOver = true;
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return this.#session() === session && apps.every(({ id }) => this.has(id));
  }

  #readOne(appId: AppId): Promise<void> {
    const known = this.#current();
    const session = this.#knownIn;
    const running = this.#underWay.get(appId);
    if (running) return running;
    const reading = this.#readApp(appId)
      .catch(noneIfAlone)
      .then(({ repoUrl, buildPath, projectId }) => {
        if (this.#session() === session) known.set(appId, { repoUrl, buildPath, projectId });
      })
      .finally(() => this.#underWay.delete(appId));
    this.#underWay.set(appId, reading);
    return reading;
  }

  #current(): Map<AppId, Details> {
    const session = this.#session();
    if (session !== this.#knownIn) {
      this.#known.clear();
      this.#underWay.clear();
      this.#knownIn = session;
    }
    return this.#known;
  }
}

/** An app that is gone or cannot be read tells nothing of the others. */
function noneIfAlone(cause: unknown): Details {
  const { kind } = SevallaError.from(cause);
  if (kind !== "notFound" && kind !== "malformed") throw cause;
  return none;
}
