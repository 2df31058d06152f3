import type { AppId, Deployment, DeploymentId } from "../sevalla/resources.ts";
import type { Clock } from "./clock.ts";
import { deploymentUnderWay, isUnderWay } from "./deployment.ts";
import { deploymentsOf, type Store } from "./store.ts";

/** How long something goes on being read in a window that nobody works in any more. */
const attentionMs = 5 * 60_000;
const stuckMs = 60 * 60_000;
/** As long is a deployment looked at closely that by this computer's clock is stuck: the clock may be fast. */
const doubtfulMs = 10 * 60_000;

/** What is on screen, told by the views. */
export interface Watched {
  /** Apps whose deployments are shown: expanded in the tree, or linked and told of in the status bar. */
  appIds(): readonly AppId[];
  /** Deployments whose details are visible. */
  openIds(): readonly DeploymentId[];
  /** Whether the list of all apps is shown. */
  isListShown(): boolean;
  isWindowFocused(): boolean;
}

/** What is shown; of `open` each with its app. */
export interface Shown {
  readonly appIds: readonly AppId[];
  readonly open: readonly (readonly [DeploymentId, AppId])[];
}

/** What of all that can be read somebody has before their eyes. */
export class InSight {
  readonly #watched: Watched;
  readonly #store: Store;
  readonly #clock: Clock;
  #lastFocused: number;
  /** Deployments under way, and since when this window has known that they are. */
  #seenAt: ReadonlyMap<DeploymentId, number> = new Map();

  constructor(watched: Watched, store: Store, clock: Clock) {
    this.#watched = watched;
    this.#store = store;
    this.#clock = clock;
    this.#lastFocused = clock.now();
  }

  get isListShown(): boolean {
    return this.#watched.isListShown();
  }

  get isWindowFocused(): boolean {
    return this.#watched.isWindowFocused();
  }

  /** The window has just lost the focus. */
  left(): void {
    this.#lastFocused = this.#clock.now();
  }

  /** Whether somebody works in this window, or did a moment ago, and has something of ours before their eyes. */
  isLookedAt(): boolean {
    const now = this.#clock.now();
    // A time to come is one before the clock was set back.
    this.#lastFocused = this.isWindowFocused ? now : Math.min(this.#lastFocused, now);
    if (now - this.#lastFocused >= attentionMs) return false;
    const { appIds, open } = this.shown();
    return this.isListShown || appIds.length + open.length > 0;
  }

  shown(): Shown {
    const appIds = [...new Set(this.#watched.appIds())];
    const { open } = this.#store.state;
    const refs = this.#watched.openIds().flatMap((id): (readonly [DeploymentId, AppId])[] => {
      const appId = open.get(id)?.appId;
      return appId ? [[id, appId]] : [];
    });
    return { appIds, open: refs };
  }

  /** What of it is worth a close look: under way, and not for so long that it must be stuck. */
  underWay(): Shown {
    const { state } = this.#store;
    const { appIds, open } = this.shown();
    const now = this.#clock.now();
    const seenAt = new Map<DeploymentId, number>();
    const isBusy = (deployment: Deployment | undefined) => {
      if (!deployment || !isUnderWay(deployment)) return false;
      const since = Math.min(this.#seenAt.get(deployment.id) ?? now, now);
      seenAt.set(deployment.id, since);
      return now - since < (now - deployment.createdAt < stuckMs ? stuckMs : doubtfulMs);
    };
    const busy = {
      appIds: appIds.filter((appId) => isBusy(deploymentUnderWay(deploymentsOf(state, appId)))),
      open: open.filter(([id]) => isBusy(state.open.get(id)?.deployment)),
    };
    this.#seenAt = seenAt;
    return busy;
  }
}
