import assert from "node:assert/strict";
import { effectSentence, effectView, isWorse } from "../../../src/present/effect.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { minute, noon } from "../../support/builders.ts";
import { anEffect, broken, calm, figures, minutes, steady } from "../../support/effects.ts";

describe("Whether a rollback helped, in a sentence", () => {
  it("says that it helped, and by how much", () => {
    assert.equal(
      effectSentence(steady(broken, calm)),
      "It helped: server errors fell from 10.0% to 0%, mean response time fell from 840 ms to 120 ms (10 min before and after).",
    );
  });

  it("says that it did not help, with what got better nevertheless", () => {
    const sentence = effectSentence(steady({ ...calm, ms: 1_240 }, { ...broken, ms: 30 }));
    assert.match(sentence, /^It did not help: server errors rose from 0% to 10\.0%, /);
    assert.match(sentence, /mean response time fell from 1\.2 s to 30 ms/);
    assert.equal(isWorse(steady(calm, broken)), true);
    assert.equal(isWorse(steady(broken, calm)), false);
  });

  it("says that there is no clear difference, and how things stand", () => {
    assert.equal(
      effectSentence(steady(calm, { ...calm, ms: 125 })),
      "It made no clear difference: server errors stayed at 0%, mean response time went from 120 ms to 125 ms (10 min before and after).",
    );
  });

  it("says when there is too little traffic, with the numbers and how many it takes", () => {
    assert.equal(
      effectSentence(anEffect({ figures: figures(minutes(10, calm), [{ ok: 1 }]) })),
      "Too little traffic to tell: 3,000 requests before and 1 request after. It takes 30 requests on either side.",
    );
  });

  it("says of which side there are no figures", () => {
    const without = (before: number, after: number) =>
      effectSentence(anEffect({ figures: figures(minutes(before, calm), minutes(after, calm)) }));
    assert.match(without(0, 10), /no figures from before the rollback/);
    assert.match(without(10, 0), /no figures from after the rollback/);
  });

  it("tells how it stands while it is being watched", () => {
    const onceRead = (count: number) =>
      effectSentence(anEffect({ figures: figures(minutes(10, broken), minutes(count, calm)), isOver: false }));
    assert.equal(
      onceRead(0),
      "The 10 minutes after the rollback will tell. Before it: server errors 10.0%, mean response time 840 ms.",
    );
    assert.match(onceRead(3), /^After 3 of 10 min: server errors fell from 10\.0% to 0%, .+ 120 ms\.$/);
    assert.match(effectSentence(anEffect({ isOver: false })), /^Reading/);
    const few = anEffect({ figures: figures(minutes(10, { ok: 1 }), minutes(2, { ok: 2 })), isOver: false });
    assert.equal(
      effectSentence(few),
      "After 2 of 10 min: too little traffic to tell (10 requests before and 4 requests since).",
    );
  });

  it("does not judge by what another deployment has done", () => {
    const overtaken = (ms: number) => effectSentence({ ...steady(broken, calm), overtakenAt: noon + ms });
    assert.match(overtaken(4.5 * minute), /^Another deployment went live after 4 min\. Until then: server errors fell/);
    assert.match(overtaken(30_000), /within a minute, so it cannot be told/);
  });

  it("mentions client errors and the number of requests only when they have changed", () => {
    const sentence = effectSentence(steady(calm, { ok: 20, notFound: 20, ms: 120 }));
    assert.match(sentence, /client errors rose from 0\.3% to 50\.0%/);
    assert.match(sentence, /requests fell from 300 to 40 a minute/);
    assert.doesNotMatch(effectSentence(steady(broken, calm)), /client errors|a minute/);
  });

  it("does not call a few errors none", () => {
    const sentence = effectSentence(steady({ ok: 10_000, failed: 1 }, { ok: 10_000 }));
    assert.match(sentence, /server errors went from under 0\.1% to 0%/);
  });
});

describe("The panel's section on a rollback's effect", () => {
  it("shows the verdict by icon and tone besides words", () => {
    assert.deepEqual(
      [steady(broken, calm), steady(calm, broken), steady(calm, calm)].map((effect) => effectView(effect).tone),
      ["good", "bad", "quiet"],
    );
    assert.equal(effectView(anEffect({ isOver: false })).icon, "loading~spin");
  });

  it("has a point for each minute, server errors first, with its place from the rollback", () => {
    const points = effectView(steady(broken, calm)).figures?.points ?? [];
    assert.deepEqual(
      points.map(({ minute }) => minute),
      Array.from({ length: 20 }, (_, index) => index - 10),
    );
    assert.deepEqual(points[0]?.responses, [30, 1, 9, 260]);
    assert.equal(points.at(-1)?.ms, 120);
  });

  it("has a table with the same minutes, and each side as a whole", () => {
    const { table } = effectView(steady(broken, calm)).figures ?? {};
    assert.deepEqual(table?.head, ["Minute", "5xx", "4xx", "3xx", "2xx", "Mean response time"]);
    assert.deepEqual(
      table?.groups.map(({ name, rows }) => [name, rows.length]),
      [
        ["10 min before the rollback", 10],
        ["10 min after it", 10],
      ],
    );
    assert.deepEqual(table?.groups[0]?.rows[0], { at: noon - 10 * minute, cells: ["30", "1", "9", "260", "840 ms"] });
    assert.deepEqual(table?.groups[0]?.total, ["All 3,000 requests", "10.0%", "0.3%", "", "", "840 ms"]);
  });

  it("describes the plots to those who do not see them", () => {
    const { labels } = effectView(steady(broken, calm)).figures ?? {};
    assert.match(labels?.responses ?? "", /Before the rollback: server errors 10\.0%.+After it: server errors 0%/);
    assert.match(labels?.time ?? "", /^Mean response time/);
  });

  it("has no plots without figures, and says why the newest are missing", () => {
    const view = effectView(anEffect({ error: new SevallaError("forbidden") }));
    assert.equal(view.figures, undefined);
    assert.match(view.warning ?? "", /^The newest figures are missing\. This API key does not have the permission/);
  });
});
