import assert from "node:assert/strict";
import { historyOf, newlyOpened, type OpenDeployment, type State } from "../../src/model/store.ts";
import type { DeploymentId } from "../../src/sevalla/ids.ts";
import { hour, minute } from "./builders.ts";
import { quiet } from "./colleague.ts";
import { LentInMemory, openReadingWindow } from "./company.ts";
import { idOf } from "./desk.ts";
import { HandClock } from "./handClock.ts";
import { type Bump, RoughWay } from "./roughWay.ts";

/** What somebody does in a window, or what happens meanwhile. Times are ms. */
export type Deed =
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "weather"; readonly bumps: readonly (Bump | undefined)[] }
  | { readonly kind: "others"; readonly requests: number }
  | { readonly kind: "focus" | "leave" | "show" | "hide" | "refresh" | "open" | "close" | "deploy" | "again" };

/** The list; of two apps what each is and what was deployed; the details of a deployment, and twice its log. */
const mostAtOnce = 8;
/** Of one app that is under way and whose details are open: both every five seconds, its log, and all else once. */
const mostAMinute = 2 * 12 + 6 + mostAtOnce;
/** For so long after somebody has left it, a window goes on. */
const attentionMs = 5 * minute;
/** An app that was not found is looked for within an hour, and everything else within five minutes. */
const longestWay = hour + 7 * minute;

/** What was so before a step. */
interface Facts extends Pick<RoughWay, "first" | "lists" | "restUntil" | "isIdle"> {
  readonly isSignedIn: boolean;
}

/** A window that reads in all weathers, and what has to be so in each of them. */
export class WeatheredWindow {
  readonly #clock = new HandClock();
  readonly #way = new RoughWay(this.#clock);
  readonly #apps = ["storefront", "checkout-api"].map((name) => idOf(this.#way.company, name));
  readonly #shared: LentInMemory | undefined;
  readonly #random: () => number;
  #window: Awaited<ReturnType<typeof openReadingWindow>> | undefined;
  #openIds: readonly DeploymentId[] = [];
  #isFocused = true;
  #isListShown = true;
  #leftAt = 0;
  /** What somebody has asked for that is still being read. */
  #wishes = 0;
  /** In each minute: what was done, and how often something was asked for. */
  readonly #deeds = new Map<number, number>();
  readonly #sent = new Map<number, number>();
  /** What has been on screen, and must stay there. */
  #good: ReadonlySet<string> = new Set();

  /** @param random at least 0 and less than 1 */
  constructor(isLent: boolean, random: number) {
    this.#shared = isLent ? new LentInMemory(this.#clock) : undefined;
    this.#random = () => random;
  }

  async begin(): Promise<void> {
    const watched = {
      appIds: () => this.#apps,
      openIds: () => this.#openIds,
      isListShown: () => this.#isListShown,
      isWindowFocused: () => this.#isFocused,
    };
    // The client loads it with its first request, which takes more than a turn of the event loop only once.
    await import("../../src/sevalla/wire.ts");
    const shared = this.#shared && { shared: this.#shared };
    const options = { watched, random: this.#random, way: this.#way.client, ...shared };
    this.#window = await openReadingWindow(this.#way.company, this.#clock, options);
    const { session } = this.#window;
    this.#way.period = () => session.state;
    await quiet(this.#way);
  }

  async do(deed: Deed): Promise<void> {
    if (deed.kind === "wait") return this.#wind(this.#clock.now() + deed.ms);
    const before = this.#facts();
    this.#deeds.set(this.#minute, (this.#deeds.get(this.#minute) ?? 0) + 1);
    const isWished = this.#act(deed);
    await quiet(this.#way);
    this.#check(before, isWished);
  }

  /** It clears up, and who comes back to the window finds all as it is in Sevalla before long. */
  async clearUp(): Promise<void> {
    const since = this.#clock.now();
    await this.do({ kind: "weather", bumps: [] });
    if (this.#opened.session.state.kind === "rejected") await this.do({ kind: "again" });
    await this.do({ kind: "focus" });
    await this.do({ kind: "show" });
    await this.#wind(since + longestWay, () => this.#amiss() === undefined);
    assert.equal(this.#amiss(), undefined);
  }

  async close(): Promise<void> {
    assert.ok(this.#way.all <= 4 * this.#way.first);
    this.#opened.refresher.dispose();
    const isIdle = () => this.#way.isIdle && this.#wishes === 0;
    await this.#wind(this.#clock.now() + hour, isIdle);
    assert.ok(isIdle(), "it goes on although it was closed");
    await this.#wind(this.#clock.now() + hour);
    assert.deepEqual([this.#clock.waiting, this.#way.isIdle], [0, true]);
  }

  get #minute(): number {
    return Math.floor(this.#clock.now() / minute);
  }

  get #opened() {
    assert.ok(this.#window);
    return this.#window;
  }

  /** Whether somebody waits for what it sets off. */
  #act(deed: Exclude<Deed, { kind: "wait" }>): boolean {
    const { refresher, session, store } = this.#opened;
    switch (deed.kind) {
      case "weather":
        this.#way.bumps = deed.bumps;
        return false;
      case "others":
        this.#way.company.spend(deed.requests);
        return false;
      case "deploy":
        this.#way.company.deploy("storefront", 2 * minute);
        return false;
      case "focus":
      case "leave": {
        const isFocused = deed.kind === "focus";
        if (isFocused === this.#isFocused) return false;
        this.#isFocused = isFocused;
        this.#leftAt = this.#clock.now();
        refresher.windowChanged();
        return false;
      }
      case "hide":
        this.#isListShown = false;
        return false;
      case "show":
        if (this.#isListShown) return false;
        this.#isListShown = true;
        refresher.catchUp();
        return false;
      case "again":
        this.#wish(session.read("again"));
        return true;
      case "close":
        for (const id of this.#openIds) store.setOpen(id, undefined);
        this.#good = new Set([...this.#good].filter((what) => !this.#openIds.some((id) => what.endsWith(id))));
        this.#openIds = [];
        return false;
      case "open":
        return this.#openNewest();
      case "refresh":
        this.#wish(refresher.refresh());
        return true;
    }
  }

  #openNewest(): boolean {
    const { refresher, store } = this.#opened;
    const [shop] = this.#apps;
    const history = shop && historyOf(store.state, shop);
    const newest = history?.kind === "ready" ? history.deployments[0] : undefined;
    if (!newest || this.#openIds.length > 0) return false;
    const { id, appId } = newest;
    this.#openIds = [id];
    store.setOpen(id, newlyOpened(appId));
    this.#wish(refresher.showDeployment({ appId, deploymentId: id }));
    return true;
  }

  #wish(work: Promise<void>): void {
    this.#wishes++;
    void work.finally(() => this.#wishes--);
  }

  /** Winds on until then, or until it is enough, and looks after each step. */
  async #wind(end: number, isEnough: () => boolean = () => false): Promise<void> {
    while (!isEnough() && this.#clock.nextIn !== undefined && this.#clock.now() + this.#clock.nextIn <= end) {
      const before = this.#facts();
      this.#clock.advance(this.#clock.nextIn);
      await quiet(this.#way);
      this.#check(before, false);
    }
    if (!isEnough()) this.#clock.advance(end - this.#clock.now());
  }

  #facts(): Facts {
    const { first, lists, isIdle, restUntil } = this.#way;
    const isSignedIn = this.#opened.session.state.kind === "signedIn";
    return { first, lists, restUntil, isSignedIn, isIdle: isIdle && this.#wishes === 0 };
  }

  #check(before: Facts, isWished: boolean): void {
    const now = this.#clock.now();
    const sent = this.#way.first - before.first;
    assert.deepEqual(this.#way.twice, []);
    if (before.isIdle) assert.ok(sent <= mostAtOnce, `${sent} at once`);
    const sentNow = (this.#sent.get(this.#minute) ?? 0) + sent;
    this.#sent.set(this.#minute, sentNow);
    const deeds = [this.#minute - 1, this.#minute].reduce((sum, at) => sum + (this.#deeds.get(at) ?? 0), 0);
    assert.ok(sentNow <= mostAMinute + mostAtOnce * deeds, `${sentNow} in a minute`);
    if (before.isIdle && !isWished) {
      if (!before.isSignedIn) assert.equal(sent, 0, "there is no good key");
      const isLookedAt = this.#isFocused || now - this.#leftAt < attentionMs;
      if (!isLookedAt || now < before.restUntil) assert.equal(sent, 0, "nobody waits for it now");
      if (!this.#isListShown) assert.equal(this.#way.lists, before.lists, "nobody sees the list");
    }
    const good = goodIn(this.#opened.store.state);
    for (const what of this.#good) assert.ok(good.has(what), `${what} was lost`);
    this.#good = good;
  }

  /** What is not as it is in Sevalla, or not known to be. */
  #amiss(): string | undefined {
    const { account, open } = this.#opened.store.state;
    if (account.kind !== "ready") return `the apps are ${account.kind}`;
    if (account.stale || account.isPartial) return "the apps are old";
    for (const id of this.#apps) {
      const history = account.histories.get(id);
      if (history?.kind !== "ready") return `the deployments are ${history?.kind}`;
      if (history.stale) return "the deployments are old";
      const shown = new Set<string>(history.deployments.map(({ id }) => id));
      const { deployments } = this.#way.company.account.app(id);
      if (!deployments.slice(0, 25).every(({ id }) => shown.has(id))) return "a deployment is missing";
    }
    const isOld = ({ error, log }: OpenDeployment) => error !== undefined || log.kind !== "ready" || log.stale;
    return [...open.values()].some(isOld) ? "the details are old" : undefined;
  }
}

/** What there is to see, by names that end with an ID. */
function goodIn({ account, open }: State): ReadonlySet<string> {
  const histories = account.kind === "ready" ? [...account.histories] : [];
  return new Set([
    ...(account.kind === "ready" && account.apps.length > 0 ? ["apps"] : []),
    ...histories.flatMap(([id, one]) => (one.kind === "ready" && one.deployments.length > 0 ? `history of ${id}` : [])),
    ...[...open].flatMap(([id, { deployment }]) => (deployment ? `status of ${id}` : [])),
    ...[...open].flatMap(([id, { log }]) => (log.kind === "ready" ? `log of ${id}` : [])),
  ]);
}
