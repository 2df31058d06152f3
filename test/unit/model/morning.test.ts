import assert from "node:assert/strict";
import { appsOf } from "../../../src/model/store.ts";
import { parseDeploymentId } from "../../../src/sevalla/ids.ts";
import { keyTokens } from "../../sandbox/keyRing.ts";
import { hour, minute, noon } from "../../support/builders.ts";
import { ColleagueWindow, live } from "../../support/colleague.ts";
import { Company, LentInMemory } from "../../support/company.ts";
import { idOf } from "../../support/desk.ts";
import { FakeSecrets } from "../../support/fakeSecrets.ts";
import { HandClock } from "../../support/handClock.ts";
import { seeded } from "../../support/seeded.ts";

const quarter = 100;
const nine = noon - 3 * hour;
const address = "https://api.sevalla.com/v3";

for (const size of [1_000, 10_000]) {
  describe(`A morning on which 50 colleagues begin to work on ${size} apps, one of whom has 20 windows`, () => {
    const random = seeded(size);
    const between = (least: number, most: number) => least + random() * (most - least);
    const clock = new HandClock(nine);
    const company = new Company(clock, undefined, size);
    const windowOf = (index: number) => {
      const app = index % 3 === 0 ? "storefront" : `app-${20 + index}`;
      return new ColleagueWindow(company, clock, random, idOf(company, app));
    };
    const colleagues = Array.from({ length: 49 }, (_, index) => windowOf(index));
    const mine = Array.from({ length: 20 }, (_, index) => windowOf(index));
    const secrets = new FakeSecrets();
    const lent = new LentInMemory(clock);
    let quiet = 0;

    before(async function () {
      this.timeout(120_000);
      for (const [index, window] of colleagues.entries()) begin(window, index);
      clock.after(2 * minute, () => void Promise.all(mine.map((window) => window.start(lent, secrets))));
      // Signed in in one window, and so in all of them, of which one is in front.
      clock.after(4 * minute, () => {
        mine[0]?.focus(true, true);
        void mine[0]?.session?.signIn(keyTokens.valid, address);
      });
      clock.after(7 * minute, () => company.deploy("storefront", 10 * minute));
      await live(company, clock, nine + 30 * minute);
      const before = company.requests;
      for (const window of [...colleagues, ...mine]) window.focus(false, false);
      await live(company, clock, nine + 36 * minute);
      quiet = company.requests;
      await live(company, clock, nine + 2 * hour);
      quiet = company.requests - quiet;
      assert.equal(company.requests > before, true);
    });

    after(() => {
      for (const window of [...colleagues, ...mine]) window.close();
    });

    /** Somebody comes in within ten minutes: every second one looks at the list, every fourth at details, some by project. */
    function begin(window: ColleagueWindow, index: number): void {
      clock.after(between(0, 10) * minute, async () => {
        window.isFocused = true;
        window.isListShown = index % 2 === 0;
        await window.start();
        const [live] = company.account.app("storefront").deployments;
        const id = live && parseDeploymentId(live.id);
        if (index % 12 === 0 && id) await window.openDetails(id);
        if (index % 8 === 0) clock.after(minute, () => void window.readProjects());
      });
    }

    it("never takes more than a quarter of the company's budget for reading", () => {
      const busiest = Math.max(...company.minutes);
      console.log(`      ${company.requests} requests; ${busiest} in the busiest minute`);
      assert.equal(busiest <= quarter, true, `${busiest} requests in one minute`);
      assert.equal(company.refused, 0);
    });

    it("shows everybody their own app, and all apps to who looks at them", () => {
      for (const window of colleagues) assert.equal(window.age === undefined, false);
      const listed = colleagues
        .filter((_, index) => index % 2 === 0)
        .map(({ store }) => store && appsOf(store.state).length);
      console.log(`      ${listed.filter((count) => count === size).length} of ${listed.length} lists are whole`);
    });

    it("asks nothing once everybody has left", () => {
      assert.equal(quiet, 0);
      assert.equal(clock.waiting, 0);
    });
  });
}
