import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { EffectWatch } from "../../../src/model/effectWatch.ts";
import { Signal } from "../../../src/model/signal.ts";
import { deploymentsOf, historyOf, newlyOpened } from "../../../src/model/store.ts";
import type { DeploymentId } from "../../../src/sevalla/ids.ts";
import type { SharedAnswers } from "../../../src/sevalla/sharedAnswers.ts";
import { lentAnswers } from "../../../src/workspace/lentAnswers.ts";
import { keyTokens } from "../../sandbox/keyRing.ts";
import { hour, minute } from "../../support/builders.ts";
import { Company, openReadingWindow, type Spoilt, type Trouble } from "../../support/company.ts";
import { idOf } from "../../support/desk.ts";
import { HandClock } from "../../support/handClock.ts";
import { seeded } from "../../support/seeded.ts";
import { troubles } from "../../support/troubles.ts";

/** What comes of those that need no server. A key that is turned down would end the day. */
const network: readonly Trouble[] = ["lost", "garbled", "down"];
const worst = [...network, ...troubles.flatMap(spoilt).filter(({ status }) => status !== 401)];

function spoilt({ by }: (typeof troubles)[number]): readonly Spoilt[] {
  if (typeof by === "string") return [];
  const fault = by({ elsewhere: "https://example.com/", onHung: () => {} });
  switch (fault.kind) {
    case "status":
    case "redirect":
      return [{ status: fault.status ?? 307, text: () => "{}" }];
    case "html":
      return [{ status: fault.status ?? 502, text: () => "<html>" }];
    case "empty":
      return [{ status: fault.status ?? 200, text: () => "" }];
    case "truncated":
      return [{ status: 200, text: (due) => JSON.stringify(due).slice(0, 20) }];
    case "malformed":
      return [{ status: 200, text: (due) => JSON.stringify(fault.mutate(due)) }];
    default:
      return [];
  }
}

/** What a process holds: bytes on the heap, handles that keep it alive, and what listens or waits. */
interface Held {
  readonly heap: number;
  readonly handles: number;
  readonly waiting: number;
  readonly listeners: number;
  readonly open: number;
  /** Answers that other windows could be lent. */
  readonly lent: number;
}

describe("A window that is open for a day and a night with a failing network", () => {
  const random = seeded(7);
  const clock = new HandClock();
  let isWell = false;
  const isBad = () => !isWell && random() > 0.8;
  const company = new Company(clock, () => (isBad() ? worst[Math.floor(random() * worst.length)] : undefined));
  const shop = idOf(company, "storefront");
  let openIds: readonly DeploymentId[] = [];
  let listeners = 0;
  let effects: EffectWatch;
  const { listen } = Signal.prototype;
  const watched = {
    appIds: () => [shop],
    openIds: () => openIds,
    isListShown: () => true,
    isWindowFocused: () => true,
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), "answers-"));
  const files = lentAnswers(folder, () => clock.now());
  /** Files take a time of which the hand clock knows nothing. */
  const shared: SharedAnswers = {
    find: (asked, maxAgeMs) => company.during(files.find(asked, maxAgeMs)),
    keep: (asked, answer) => void company.during(files.keep(asked, answer)),
  };
  const logLengths = new Set<number>();
  const effectsWithFigures = new Set<DeploymentId>();
  const hours: Held[] = [];
  const asked: number[] = [];
  let opened: Awaited<ReturnType<typeof openReadingWindow>>;

  before(async function () {
    this.timeout(300_000);
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    Signal.prototype.listen = function count(this: Signal<unknown>, listener) {
      const listening = listen.call(this, listener);
      listeners++;
      return {
        dispose() {
          listeners--;
          listening.dispose();
        },
      };
    };
    opened = await openReadingWindow(company, clock, { watched, random, shared });
    const { session, store, reader } = opened;
    effects = new EffectWatch({ session, store, reader, clock });
    store.onDidChange((state) => {
      for (const { log } of state.open.values()) if (log.kind === "ready") logLengths.add(log.entries.length);
      for (const [id, { figures }] of state.effects) if (figures?.statusCodes.length) effectsWithFigures.add(id);
    });
    await opened.refresher.refresh();
    for (let end = clock.now() + hour; hours.length < 24; end += hour) {
      const before = company.requests;
      company.deploy("storefront", 4 * minute);
      await anotherHour();
      while (clock.nextIn !== undefined && clock.now() + clock.nextIn <= end) {
        clock.advance(clock.nextIn);
        await allIsQuiet();
      }
      clock.advance(end - clock.now());
      asked.push(company.requests - before);

      collect();
      const { heapUsed } = process.memoryUsage();
      hours.push({
        heap: heapUsed,
        handles: process.getActiveResourcesInfo().length,
        waiting: clock.waiting,
        listeners,
        open: store.state.open.size + store.state.effects.size,
        lent: readdirSync(folder).length,
      });
    }
  });

  after(async () => {
    await allIsQuiet();
    opened.refresher.dispose();
    effects.dispose();
    Signal.prototype.listen = listen;
    rmSync(folder, { recursive: true });
    assert.deepEqual([clock.waiting, listeners - (hours[0]?.listeners ?? 0)], [0, -2]);
  });

  /** Nothing is on its way to Sevalla or to a file. */
  async function allIsQuiet(): Promise<void> {
    do await setImmediate();
    while (company.isBusy);
  }

  /** Somebody else signs in, the details of the deployment that runs are opened in place of the last ones, and a rollback is watched. */
  async function anotherHour(): Promise<void> {
    const { refresher, session, store } = opened;
    await session.signIn(hours.length % 2 === 0 ? keyTokens.valid : keyTokens.readOnly, session.address);
    await refresher.refresh();
    for (const id of openIds) store.setOpen(id, undefined);
    const deployments = deploymentsOf(store.state, shop);
    const live = deployments.find(({ status }) => status === "success");
    if (live) effects.follow({ ...live, trigger: "ROLLBACK_DEPLOYMENT" });
    openIds = deployments.slice(0, 1).map(({ id }) => id);
    for (const id of openIds) {
      store.setOpen(id, newlyOpened(shop));
      await refresher.showDeployment({ appId: shop, deploymentId: id });
    }
  }

  it("holds no more memory in the last hour than in the fourth", () => {
    const [early, late] = [hours[3]?.heap ?? 0, hours[23]?.heap ?? 0];
    console.log(`      ${(early / 1e6).toFixed(2)} MB after four hours, ${(late / 1e6).toFixed(2)} MB after 24`);
    assert.equal(late - early < 2_000_000, true, `${late - early} bytes more`);
  });

  it("has seen logs grow, and what came of rollbacks", () => {
    console.log(`      ${logLengths.size} lengths of logs, ${effectsWithFigures.size} effects with figures`);
    assert.equal(logLengths.size >= 5 && effectsWithFigures.size >= 5, true);
  });

  it("holds no more handles and waits for no more than one time", () => {
    assert.deepEqual(new Set(hours.map(({ waiting }) => waiting)), new Set([1]));
    assert.equal((hours[23]?.handles ?? 0) <= (hours[3]?.handles ?? 0), true);
  });

  it("has no more that listens, is open or is lent", () => {
    assert.deepEqual(new Set(hours.map((held) => held.listeners)).size, 1);
    assert.equal(Math.max(...hours.map(({ open }) => open)) <= 2, true);
    assert.equal((hours[23]?.lent ?? 0) <= (hours[3]?.lent ?? 0), true);
  });

  it("asks no more in the last hour than in the fourth, by chance aside", () => {
    const [early, late] = [asked[3] ?? 0, asked[23] ?? 0];
    assert.equal(late <= 1.5 * early, true, `${early} and ${late}`);
  });

  it("asks no more in a bad hour than it may in a good one with a deployment", () => {
    console.log(`      ${Math.min(...asked)} to ${Math.max(...asked)} requests an hour`);
    assert.equal(Math.max(...asked) <= 4 * (120 + 60), true);
  });

  it("shows what is so as soon as the network is well again", async () => {
    isWell = true;
    await opened.refresher.refresh();
    const history = historyOf(opened.store.state, shop);
    assert.equal(
      history?.kind === "ready" && history.stale === undefined && history.deployments[0]?.id,
      company.account.app("storefront").deployments[0]?.id,
    );
  });
});
