import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { historyOf } from "../../../src/model/store.ts";
import { hour, minute } from "../../support/builders.ts";
import { Company, LentInMemory, openReadingWindow, type Trouble } from "../../support/company.ts";
import { idOf } from "../../support/desk.ts";
import { HandClock } from "../../support/handClock.ts";
import { seeded } from "../../support/seeded.ts";

const troubles: readonly (Trouble | undefined)[] = ["lost", "garbled", "down"];

/** What a process holds: bytes on the heap, and handles that keep it alive. */
interface Held {
  readonly heap: number;
  readonly handles: number;
  readonly waiting: number;
}

describe("A window that is open for a day and a night with a failing network", () => {
  const random = seeded(7);
  const clock = new HandClock();
  let isWell = false;
  const company = new Company(clock, () => (isWell || random() < 0.8 ? undefined : troubles[Math.floor(random() * 3)]));
  const shop = idOf(company, "storefront");
  const watched = { appIds: () => [shop], openIds: () => [], isListShown: () => true, isWindowFocused: () => true };
  const hours: Held[] = [];
  const asked: number[] = [];
  let opened: Awaited<ReturnType<typeof openReadingWindow>>;

  before(async function () {
    this.timeout(60_000);
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    opened = await openReadingWindow(company, clock, { watched, random, shared: new LentInMemory(clock) });
    await opened.refresher.refresh();
    for (let end = clock.now() + hour; hours.length < 24; end += hour) {
      const before = company.requests;
      company.deploy("storefront", 4 * minute);
      while (clock.nextIn !== undefined && clock.now() + clock.nextIn <= end) {
        clock.advance(clock.nextIn);
        do await new Promise((resolve) => setImmediate(resolve));
        while (company.isBusy);
      }
      clock.advance(end - clock.now());
      asked.push(company.requests - before);
      collect();
      const { heapUsed } = process.memoryUsage();
      hours.push({ heap: heapUsed, handles: process.getActiveResourcesInfo().length, waiting: clock.waiting });
    }
  });

  after(() => opened.refresher.dispose());

  it("holds no more memory in the last hour than in the fourth", () => {
    const [early, late] = [hours[3]?.heap ?? 0, hours[23]?.heap ?? 0];
    console.log(`      ${(early / 1e6).toFixed(2)} MB after four hours, ${(late / 1e6).toFixed(2)} MB after 24`);
    assert.equal(late - early < 2_000_000, true, `${late - early} bytes more`);
  });

  it("holds no more handles and waits for no more than one time", () => {
    assert.deepEqual(new Set(hours.map(({ waiting }) => waiting)), new Set([1]));
    assert.equal((hours[23]?.handles ?? 0) <= (hours[3]?.handles ?? 0), true);
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
