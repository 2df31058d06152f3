import assert from "node:assert/strict";
import * as fc from "fast-check";
import { minute } from "../../support/builders.ts";
import { Company, openReadingWindow } from "../../support/company.ts";
import { idOf } from "../../support/desk.ts";
import { HandClock } from "../../support/handClock.ts";

/** What somebody may do with a window. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 10 * minute }) }),
  fc.record({ kind: fc.constantFrom("focus", "leave", "show", "hide", "refresh", "deploy", "schedule") }),
);

/** By hand at most two requests each; by itself, when something is under way, a dozen and the list a minute. */
const mostByHand = 4;
const mostAMinute = 14;

describe("Whatever is done with a window,", () => {
  it("it waits for one time at most, asks no more than it may, and for nothing once it is closed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 20 }), async (deeds) => {
        const clock = new HandClock();
        const company = new Company(clock);
        const shop = idOf(company, "storefront");
        const now = { isFocused: true, isListShown: true };
        const watched = {
          appIds: () => [shop],
          openIds: () => [],
          isListShown: () => now.isListShown,
          isWindowFocused: () => now.isFocused,
        };
        const { refresher } = await openReadingWindow(company, clock, { watched, random: () => 0 });
        const settle = async () => {
          do await new Promise((resolve) => setImmediate(resolve));
          while (company.isBusy);
        };
        await refresher.refresh();
        let byHand = mostByHand;
        const began = clock.now();
        for (const one of deeds) {
          if (one.kind === "wait") {
            const end = clock.now() + one.ms;
            while (clock.nextIn !== undefined && clock.now() + clock.nextIn <= end) {
              clock.advance(clock.nextIn);
              await settle();
            }
            clock.advance(end - clock.now());
            continue;
          }
          byHand += mostByHand;
          if (one.kind === "focus" || one.kind === "leave") now.isFocused = one.kind === "focus";
          if (one.kind === "focus" || one.kind === "leave") refresher.windowChanged();
          if (one.kind === "show" || one.kind === "hide") now.isListShown = one.kind === "show";
          if (one.kind === "show") refresher.catchUp();
          if (one.kind === "refresh") await refresher.refresh();
          if (one.kind === "deploy") company.deploy("storefront", 2 * minute);
          if (one.kind === "schedule") refresher.schedule();
          await settle();
          assert.equal(clock.waiting <= 1, true);
        }
        const minutes = (clock.now() - began) / minute;
        assert.equal(company.requests <= byHand + mostByHand + mostAMinute * Math.ceil(minutes), true);
        refresher.dispose();
        const asked = company.requests;
        clock.advance(60 * minute);
        await settle();
        assert.equal(clock.waiting, 0);
        assert.equal(company.requests, asked);
      }),
    );
  }).timeout(60_000);
});
