import assert from "node:assert/strict";
import { hour, minute, noon } from "../../support/builders.ts";
import { ColleagueWindow, live } from "../../support/colleague.ts";
import { Company, LentInMemory } from "../../support/company.ts";
import { idOf } from "../../support/desk.ts";
import { HandClock } from "../../support/handClock.ts";
import { seeded } from "../../support/seeded.ts";

const readsAMinute = 400;
const midnight = noon - 12 * hour;
const apps = ["storefront", "checkout-api", "orders-worker", "inventory-sync", "search-indexer", "docs-site"];
const random = seeded(20_260_310);
const between = (least: number, most: number) => least + random() * (most - least);

describe("A working day of 50 colleagues, one of whom has 20 windows open", () => {
  const clock = new HandClock(midnight);
  const company = new Company(clock);
  const windowOf = (index: number) =>
    new ColleagueWindow(company, clock, random, idOf(company, apps[index % apps.length] ?? ""));
  const colleagues = Array.from({ length: 49 }, (_, index) => windowOf(index));
  const mine = Array.from({ length: 20 }, (_, index) => windowOf(index));
  const ages: number[] = [];

  before(async function () {
    this.timeout(120_000);
    const lent = new LentInMemory(clock);
    for (const window of colleagues) workAlone(window, midnight + between(8, 10) * hour);
    workInMany(midnight + 8.5 * hour, lent);
    // Releases through the day, and at three in the afternoon one of everything, in which half an hour is spent.
    for (let at = midnight + 9 * hour; at < midnight + 18 * hour; at += between(2, 12) * minute) {
      clock.after(at - midnight, () => company.deploy(apps[Math.floor(random() * apps.length)] ?? "", 4 * minute));
    }
    for (const app of apps) clock.after(15 * hour, () => company.deploy(app, 30 * minute));
    await untilEvening();
  });

  after(() => {
    for (const window of [...colleagues, ...mine]) window.close();
  });

  /** Now in the editor, now elsewhere, for eight hours and a half. */
  function workAlone(window: ColleagueWindow, from: number): void {
    const until = from + 8.5 * hour;
    const turn = () => {
      const isWorking = !window.isFocused && clock.now() < until;
      window.focus(isWorking);
      if (clock.now() < until) clock.after((isWorking ? between(3, 25) : between(1, 15)) * minute, turn);
    };
    clock.after(from - clock.now(), () => void window.start().then(turn));
  }

  /** All are there at once, as they were left; then from window to window, every few seconds or minutes. */
  function workInMany(from: number, lent: LentInMemory): void {
    const turn = () => {
      for (const window of mine) if (window.isFocused) window.focus(false);
      if (clock.now() > from + 10 * hour) return;
      mine[Math.floor(random() * mine.length)]?.focus(true);
      clock.after(between(5, 180) * 1_000, turn);
    };
    clock.after(from - clock.now(), () => void Promise.all(mine.map((window) => window.start(lent))).then(turn));
  }

  async function untilEvening(): Promise<void> {
    let sampledAt = clock.now();
    await live(company, clock, midnight + 24 * hour, () => {
      if (clock.now() - sampledAt < minute) return;
      sampledAt = clock.now();
      const focused = [...colleagues, ...mine].filter(({ isFocused }) => isFocused);
      ages.push(...focused.flatMap(({ age }) => age ?? []));
    });
  }

  it("never takes more than a quarter of the company's budget for reading", () => {
    const busiest = Math.max(...company.minutes);
    console.log(`      ${company.requests} requests; ${busiest} in the busiest minute, of ${readsAMinute}`);
    assert.equal(busiest <= readsAMinute / 4, true, `${busiest} requests in one minute`);
    assert.equal(company.refused, 0);
  });

  it("shows everybody who looks what is at most a few minutes old, and mostly no more than one", () => {
    const sorted = ages.toSorted((a, b) => a - b);
    const oldest = sorted.at(-1) ?? Number.POSITIVE_INFINITY;
    const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
    console.log(
      `      seen ${sorted.length} times: ${middle / 1_000} s old in the middle, ${oldest / 1_000} s at most`,
    );
    assert.equal(middle <= minute, true);
    assert.equal(oldest <= 6 * minute, true);
  });

  it("asks nothing at night", () => {
    assert.equal(clock.waiting, 0, "something still waited for its time");
  });
});
