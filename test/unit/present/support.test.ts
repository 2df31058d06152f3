import assert from "node:assert/strict";
import * as fc from "fast-check";
import { LastErrors } from "../../../src/model/lastErrors.ts";
import { type SupportFacts, supportInformation } from "../../../src/present/support.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { anyOpenState } from "../../support/arbitrary.ts";
import { noon } from "../../support/builders.ts";

const facts: SupportFacts = {
  versions: { Extension: "0.1.0", "VS Code": "1.139.0" },
  place: "a browser, web, not remote, trusted",
  session: "signedIn",
  accountCount: 2,
  changedSettings: ["sevalla.apiUrl"],
  isOtherAddress: true,
  errors: [],
};

describe("Support information", () => {
  it("tells of versions, counts and settings", () => {
    const state = fc.sample(anyOpenState, { seed: 1, numRuns: 1 })[0]?.state;
    assert.ok(state);
    const text = supportInformation(facts, state);
    for (const line of [
      "- VS Code: 1.139.0",
      "- Accounts: 2",
      "- Settings changed: `sevalla.apiUrl`",
      "None since this",
    ]) {
      assert.equal(text.includes(line), true, line);
    }
  });

  it("tells of errors by their kinds and the numbers that support asks for, not by their words", () => {
    const errors = new LastErrors();
    const details = {
      status: 500,
      requestId: "req-1",
      trackingCode: "T-2",
      serverMessage: "secret words of the server",
    };
    errors.note(new SevallaError("server", details), noon);
    const state = fc.sample(anyOpenState, { seed: 1, numRuns: 1 })[0]?.state;
    assert.ok(state);
    const text = supportInformation({ ...facts, errors: errors.all }, state);
    assert.match(text, /- 2026-03-10T12:00:00\.000Z: server, status 500, request req-1, tracking code T-2/);
    assert.doesNotMatch(text, /secret words/);
  });

  it("says nothing of what apps and deployments are called or say", () => {
    fc.assert(
      fc.property(anyOpenState, ({ state, shown }) => {
        const text = supportInformation(facts, state);
        for (const said of [shown.commitMessage, shown.branch, shown.image, shown.authorLogin]) {
          if (said !== undefined && said.trim().length > 12) assert.equal(text.includes(said), false);
        }
      }),
    );
  });

  it("keeps the last twenty errors", () => {
    const errors = new LastErrors();
    for (let index = 0; index < 25; index++) errors.note(new SevallaError("offline"), index);
    assert.deepEqual([errors.all.length, errors.all[0]?.at], [20, 5]);
  });
});
