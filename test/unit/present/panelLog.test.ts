import assert from "node:assert/strict";
import { logUpdate, logView } from "../../../src/present/panelLog.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { LogEntry } from "../../../src/sevalla/resources.ts";
import { aDeployment, noon } from "../../support/builders.ts";
import { said } from "../../support/panelViews.ts";

function entry(id: string, message: string, severity = "INFO"): LogEntry {
  return { id, message, severity, service: undefined, at: noon };
}

const entries = (count: number) => Array.from({ length: count }, (_, index) => entry(String(index), `line ${index}`));
const texts = (now: readonly LogEntry[], shown?: readonly LogEntry[]) =>
  logUpdate(shown, now)?.lines.map(({ text }) => text.map((span) => span.text).join(""));
const spansOf = (message: string) => logUpdate(undefined, [entry("1", message)])?.lines[0]?.text ?? [];
const stylesOf = (sequence: string) => spansOf(`\u001b[${sequence}mtext`)[0]?.styles;

describe("The log in the details panel", () => {
  it("is sent from its end, two thousand lines at most", () => {
    const update = logUpdate(undefined, entries(2_500));
    assert.equal(update?.keep, 0);
    assert.equal(update?.lines.length, 2_000);
    assert.equal(texts(entries(2_500))?.at(-1), "line 2499");
  });

  it("grows by its new lines only", () => {
    const update = logUpdate(entries(10), entries(12));
    assert.equal(update?.keep, 10);
    assert.deepEqual(texts(entries(12), entries(10)), ["line 10", "line 11"]);
  });

  it("stays at two thousand lines when it grows, and skips none when it grows by more than that", () => {
    const update = logUpdate(entries(1_900), entries(2_100));
    assert.deepEqual([update?.keep, update?.lines.length], [1_800, 200]);
    const leap = logUpdate(entries(5_000), entries(12_000));
    assert.deepEqual([leap?.keep, leap?.lines.length], [0, 2_000]);
    const step = logUpdate(entries(5_000), entries(5_001));
    assert.deepEqual([step?.keep, step?.lines.length], [1_999, 1]);
  });

  it("is not sent again while it stays the same", () => {
    assert.equal(logUpdate(entries(10), entries(10)), undefined);
  });

  it("is sent anew when it is another one, or when a line belongs between those that were sent", () => {
    const late = [...entries(5), entry("late", "late"), ...entries(10).slice(6)];
    for (const now of [[entry("x", "other"), ...entries(10)], entries(5), [], late]) {
      const update = logUpdate(entries(10), now);
      assert.deepEqual([update?.keep, update?.lines.length], [0, now.length]);
    }
  });

  it("says that it could not be read again, and from when it is", () => {
    const stale = new SevallaError("offline");
    const view = logView({ kind: "ready", entries: entries(1), readAt: noon, stale }, aDeployment("one"));
    assert.match(view.kind === "lines" ? said(view.warning?.text ?? []) : "", /could not be read again.* on .*2026.*/);
    const fresh = logView({ kind: "ready", entries: entries(1), readAt: noon, stale: undefined }, aDeployment("one"));
    assert.equal(fresh.kind === "lines" && fresh.warning, undefined);
  });

  it("shows the colours that programs write, and leaves out what moves the cursor or sets a title", () => {
    const line = "\u001b[2K\u001b]0;title\u0007\u001b[1;31mError\u001b[0m: \u001b[38;5;200mpink\u001b[0m\u001b[3A done";
    assert.deepEqual(spansOf(line), [
      { text: "Error", styles: ["red", "bold"] },
      { text: ": ", styles: [] },
      { text: "pink", styles: ["brightMagenta"] },
      { text: " done", styles: [] },
    ]);
  });

  it("shows all that terminals have as one of the theme's colours", () => {
    const expected: Readonly<Record<string, readonly string[]>> = {
      "38;2;255;165;0": ["brightYellow"],
      "38;2;0;100;0": ["green"],
      "38;5;9": ["brightRed"],
      "38;5;21": ["brightBlue"],
      "38;5;244": ["brightBlack"],
      "38;5;999": [],
      "38;2;1": [],
      "41": ["on-red"],
      "48;5;226;30": ["on-brightYellow"],
      "3": ["italic"],
      "9": ["strikethrough"],
      "4;2": ["underline", "dim"],
      "7": ["reverse"],
      "7;31": ["on-red"],
      "7;31;42": ["green", "on-red"],
    };
    for (const [sequence, styles] of Object.entries(expected)) assert.deepEqual(stylesOf(sequence), styles, sequence);
  });

  it("never shows what only some themes can show: black and white are the theme's own ink", () => {
    for (const sequence of ["30", "97", "38;2;0;0;0", "38;5;231", "38;5;16"]) assert.deepEqual(stylesOf(sequence), []);
  });

  it("shows what redrew a line of a terminal as lines of their own", () => {
    assert.deepEqual(texts([entry("1", "a 10%\r a 20%\r\ndone\r\n")]), ["a 10%\n a 20%\ndone"]);
  });

  it("takes the short form of a sequence for one, too", () => {
    assert.deepEqual(spansOf("\u009b31mred\u009b0m, \u009b2Kdone"), [
      { text: "red", styles: ["red"] },
      { text: ", done", styles: [] },
    ]);
  });

  it("shows hostile lines inert: no escape sequences, no controls, no endless lines", () => {
    const hostile = [entry("1", "\u001b[31mred\u001b[0m\u0000\u202e"), entry("2", "x".repeat(1_000_000), "ERROR")];
    const lines = logUpdate(undefined, hostile)?.lines ?? [];
    assert.equal(lines[0]?.text.map(({ text }) => text).join(""), "red\ufffd⟨U+202E⟩");
    assert.equal(lines[0]?.more, undefined);
    assert.equal(lines[1]?.text.map(({ text }) => text).join("").length, 10_000);
    assert.equal(lines[1]?.more, "… 990000 more characters");
    assert.equal(lines[1]?.tone, "bad");
  });

  it("never lets an escape character through, whatever follows it, and never swallows text", () => {
    for (let code = 0; code < 256; code++) {
      const [text] = texts([entry("1", `a\u001b${String.fromCharCode(code)}b\u001b`)]) ?? [];
      assert.equal(text?.includes("\u001b"), false, `after character ${code}`);
    }
    const [text] = texts([entry("1", "\u001b[31\u0000is shown, come what may")]) ?? [];
    assert.equal(text, "\ufffd[31\ufffdis shown, come what may");
  });
});
