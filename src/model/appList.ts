import type { SevallaClient } from "../sevalla/client.ts";
import { largestPage } from "../sevalla/paths.ts";
import type { AppId, AppSummary } from "../sevalla/resources.ts";

/** Sevalla does not page beyond this. */
const lastOffset = 10_000;
/** What was begun longer ago is begun anew. */
const keptMs = 60 * 60_000;

export interface ReadList {
  readonly apps: readonly AppSummary[];
  /** When its first page was asked for, ms since the epoch. */
  readonly at: number;
  readonly isWhole: boolean;
}

/** The list of all apps, which may be so long that it is read bit by bit. */
export class AppList {
  #apps = new Map<AppId, AppSummary>();
  #offset = 0;
  #at: number | undefined;

  /** Whether some of it was read and some was not. */
  get isBegun(): boolean {
    return this.#offset > 0;
  }

  /**
   * Reads on from where it was left, at least one page. Throws as the client does.
   * @param maxAgeMs how old a page that another window got may be
   * @param isFreeToGoOn is asked before each further page
   */
  async read(client: SevallaClient, maxAgeMs: number, now: number, isFreeToGoOn: () => boolean): Promise<ReadList> {
    if (this.#at !== undefined && Math.abs(now - this.#at) > keptMs) this.#begin();
    do {
      const page = await client.listApps({ offset: this.#offset, limit: largestPage, maxAgeMs });
      this.#at = Math.min(this.#at ?? page.at, page.at);
      const known = this.#apps.size;
      for (const app of page.items) this.#apps.set(app.id, app);
      this.#offset += largestPage;
      // A page without news is the end, whatever the total says: a gateway may answer every page alike.
      const isWhole = this.#offset >= page.total || this.#offset > lastOffset || this.#apps.size === known;
      if (isWhole) return this.#read(true);
    } while (isFreeToGoOn());
    return this.#read(false);
  }

  #read(isWhole: boolean): ReadList {
    const read = { apps: [...this.#apps.values()], at: this.#at ?? 0, isWhole };
    if (isWhole) this.#begin();
    return read;
  }

  #begin(): void {
    this.#apps = new Map();
    this.#offset = 0;
    this.#at = undefined;
  }
}
