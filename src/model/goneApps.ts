import type { AppId } from "../sevalla/resources.ts";

const firstMs = 2 * 60_000;
const longestMs = 60 * 60_000;

/** Apps that Sevalla did not find: the more often it did not, the later it is asked for them again. Times are ms since the epoch. */
export class GoneApps {
  readonly #known = new Map<AppId, { readonly ms: number; readonly until: number }>();

  /** Whether it is too early to ask for an app again. */
  has(appId: AppId, now: number): boolean {
    const left = (this.#known.get(appId)?.until ?? now) - now;
    // More than there can be is left where the clock was set back.
    return left > 0 && left <= longestMs;
  }

  add(appId: AppId, now: number): void {
    const ms = Math.min(longestMs, 2 * (this.#known.get(appId)?.ms ?? firstMs / 2));
    this.#known.set(appId, { ms, until: now + ms });
  }

  delete(appId: AppId): void {
    this.#known.delete(appId);
  }
}
