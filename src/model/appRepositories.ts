import { SevallaError } from "../sevalla/errors.ts";
import type { App, AppId, AppSummary } from "../sevalla/resources.ts";

const atATime = 4;
/** Everybody in a company shares 400 reads a minute. */
const mostRead = 100;

/**
 * The repositories of apps. Sevalla's list of apps does not have them, so the details of each are read, once in a
 * session.
 */
export class AppRepositories {
  readonly #readApp: (appId: AppId) => Promise<App>;
  readonly #session: () => unknown;
  readonly #known = new Map<AppId, string | undefined>();
  readonly #underWay = new Map<AppId, Promise<void>>();
  #knownIn: unknown;

  /** @param session what is another object as soon as somebody else is signed in */
  constructor(readApp: (appId: AppId) => Promise<App>, session: () => unknown) {
    this.#readApp = readApp;
    this.#session = session;
  }

  /** The address of an app's repository; undefined when it has none or was not read. */
  of(appId: AppId): string | undefined {
    return this.#current().get(appId);
  }

  /**
   * Reads those that are not known, the first ones first. Never rejects.
   * @param tell is called when one more is known
   * @param signal when aborted, no more are asked for
   * @returns whether all of them are known now
   */
  async read(apps: readonly AppSummary[], signal: AbortSignal, tell = () => {}): Promise<boolean> {
    const session = this.#session();
    const unknown = apps.filter((app) => !this.#isKnown(app)).slice(0, mostRead);
    let isOver = false;
    const work = async (): Promise<void> => {
      for (let app = unknown.shift(); app && !isOver; app = unknown.shift()) {
        if (signal.aborted || this.#session() !== session) return;
        try {
          await this.#readOne(app.id);
          tell();
        } catch {
          // What one request is refused, the next would be, too.
          isOver = true;
        }
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
    return this.#session() === session && apps.every((app) => this.#isKnown(app));
  }

  /** An image from a registry has no repository. */
  #isKnown({ id, source }: AppSummary): boolean {
    return source === "dockerImage" || this.#current().has(id);
  }

  #readOne(appId: AppId): Promise<void> {
    const known = this.#current();
    const session = this.#knownIn;
    const running = this.#underWay.get(appId);
    if (running) return running;
    const reading = this.#readApp(appId)
      .then(({ repoUrl }) => repoUrl, undefinedIfAlone)
      .then((repoUrl) => {
        if (this.#session() === session) known.set(appId, repoUrl);
      })
      .finally(() => this.#underWay.delete(appId));
    this.#underWay.set(appId, reading);
    return reading;
  }

  #current(): Map<AppId, string | undefined> {
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
function undefinedIfAlone(cause: unknown): undefined {
  const { kind } = SevallaError.from(cause);
  if (kind !== "notFound" && kind !== "malformed") throw cause;
  return undefined;
}
