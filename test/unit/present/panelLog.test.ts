import assert from "node:assert/strict";
import { logUpdate } from "../../../src/present/panelLog.ts";
import type { LogEntry } from "../../../src/sevalla/resources.ts";
import { noon } from "../../support/builders.ts";

function entry(id: string, message: string, severity = "INFO"): LogEntry {
  return { id, message, severity, service: undefined, at: noon };
}

const entries = (count: number) => Array.from({ length: count }, (_, index) => entry(String(index), `line ${index}`));
const texts = (now: readonly LogEntry[], shown?: readonly LogEntry[]) =>
  logUpdate(shown, now)?.lines.map(({ text }) => text.map((span) => span.text).join(""));

describe("The log in the details panel", () => {
  it("is sent from its end, two thousand lines at most", () => {
    const update = logUpdate(undefined, entries(2_500));
    assert.equal(update?.isWhole, true);
    assert.equal(update?.lines.length, 2_000);
    assert.equal(texts(entries(2_500))?.at(-1), "line 2499");
  });

  it("grows by its new lines only", () => {
    const update = logUpdate(entries(10), entries(12));
    assert.equal(update?.isWhole, false);
    assert.deepEqual(texts(entries(12), entries(10)), ["line 10", "line 11"]);
  });

  it("is not sent again while it stays the same", () => {
    assert.equal(logUpdate(entries(10), entries(10)), undefined);
  });

  it("is sent anew when it is another one", () => {
    const other = [entry("x", "other"), ...entries(10)];
    assert.equal(logUpdate(entries(10), other)?.isWhole, true);
    assert.equal(logUpdate(entries(10), entries(5))?.isWhole, true);
    assert.equal(logUpdate(entries(10), [])?.isWhole, true);
  });

  it("shows the colours that programs write, and leaves out what moves the cursor or sets a title", () => {
    const line = "\u001b[2K\u001b]0;title\u0007\u001b[1;31mError\u001b[0m: \u001b[38;5;200mpink\u001b[0m\u001b[3A done";
    const [shown] = logUpdate(undefined, [entry("1", line)])?.lines ?? [];
    assert.deepEqual(
      shown?.text.filter(({ text }) => text !== ""),
      [
        { text: "Error", styles: ["red", "bold"] },
        { text: ": ", styles: [] },
        { text: "pink", styles: [] },
        { text: " done", styles: [] },
      ],
    );
  });

  it("shows hostile lines inert: no escape sequences, no controls, no endless lines", () => {
    const hostile = [entry("1", "\u001b[31mred\u001b[0m\u0000\u202e"), entry("2", "x".repeat(1_000_000), "ERROR")];
    const lines = logUpdate(undefined, hostile)?.lines ?? [];
    assert.equal(lines[0]?.text.map(({ text }) => text).join(""), "red\ufffd⟨U+202E⟩");
    assert.equal(lines[1]?.text.map(({ text }) => text).join("").length, 2_001);
    assert.equal(lines[1]?.tone, "bad");
  });

  it("never lets an escape character through, whatever follows it", () => {
    for (let code = 0; code < 256; code++) {
      const [text] = texts([entry("1", `a\u001b${String.fromCharCode(code)}b\u001b`)]) ?? [];
      assert.equal(text?.includes("\u001b"), false, `after character ${code}`);
    }
  });
});
