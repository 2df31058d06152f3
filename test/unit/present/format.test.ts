import assert from "node:assert/strict";
import { speak } from "../../../src/l10n.ts";
import {
  age,
  duration,
  imageName,
  inert,
  shortSha,
  spokenDuration,
  subject,
  visible,
} from "../../../src/present/format.ts";
import { hour, minute, noon } from "../../support/builders.ts";

const day = 24 * hour;

describe("Formatting", () => {
  it("tells ages in the largest unit that fits", () => {
    const ages: [number, string][] = [
      [0, "just now"],
      [59_999, "just now"],
      [minute, "1 min ago"],
      [59 * minute, "59 min ago"],
      [hour, "1 h ago"],
      [23.9 * hour, "23 h ago"],
      [day, "1 day ago"],
      [59 * day, "59 days ago"],
      [60 * day, "2 months ago"],
      [729 * day, "24 months ago"],
      [730 * day, "2 years ago"],
    ];
    for (const [ms, words] of ages) assert.equal(age(noon - ms, noon), words);
  });

  it("reads a time in the future, which a clock that is off makes, as now", () => {
    assert.equal(age(noon + hour, noon), "just now");
  });

  it("tells durations in at most two units", () => {
    const durations: [number, string][] = [
      [-5, "0 ms"],
      [820, "820 ms"],
      [42_900, "42 s"],
      [3 * minute, "3 min"],
      [3 * minute + 5_000, "3 min 5 s"],
      [hour + 12 * minute + 59_000, "1 h 12 min"],
      [26 * hour, "26 h"],
    ];
    for (const [ms, words] of durations) assert.equal(duration(ms), words);
  });

  it("tells durations in whole words to those who hear them", () => {
    const durations: [number, string][] = [
      [820, "820 milliseconds"],
      [1_000, "1 second"],
      [3 * minute + 5_000, "3 minutes 5 seconds"],
      [hour + minute, "1 hour 1 minute"],
    ];
    for (const [ms, words] of durations) assert.equal(spokenDuration(ms), words);
  });

  it("tells less than a second in seconds where that is the smallest unit", () => {
    assert.equal(duration(820, "s"), "0 s");
    assert.equal(spokenDuration(-5, "s"), "0 seconds");
  });

  it("tells times in the language that is spoken", () => {
    assert.equal(age(noon - 5 * minute, noon), "5 min ago");
    speak("de", { "{0} min ago": "vor {0} min", "{0} hour": "{0} Stunde", "{0} hours": "{0} Stunden" });
    try {
      assert.equal(age(noon - 5 * minute, noon), "vor 5 min");
      assert.deepEqual([spokenDuration(hour), spokenDuration(2 * hour)], ["1 Stunde", "2 Stunden"]);
    } finally {
      speak("en", undefined);
    }
    assert.equal(age(noon - 5 * minute, noon), "5 min ago");
  });

  it("takes the first line of a commit message for its subject", () => {
    assert.equal(subject("\n fix: totals \r\n\r\nBody"), "fix: totals");
    assert.equal(subject(""), "");
  });

  it("cuts a subject that is too long for a row", () => {
    const cut = subject("x".repeat(500));
    assert.equal(cut.length, 120);
    assert.equal(cut.endsWith("…"), true);
  });

  it("shortens a SHA to seven characters", () => {
    assert.equal(shortSha("a1b2c3d4e5f6"), "a1b2c3d");
  });

  it("names an image without its registry", () => {
    assert.equal(imageName("us-central1-docker.pkg.dev/project/repo/image:abc123"), "image:abc123");
    assert.equal(imageName("nginx"), "nginx");
  });

  it("makes marks that reorder text visible", () => {
    assert.equal(visible("safe\u202eexe.txt"), "safe⟨U+202E⟩exe.txt");
    assert.equal(visible("\u200fx\u2066"), "⟨U+200F⟩x⟨U+2066⟩");
  });

  it("keeps text from being taken for a link or an icon", () => {
    assert.equal(inert("Fix [this](command:x) $(gear)"), "Fix [this]\u200b(command:x) $\u200b(gear)");
    assert.equal(inert("f(x) [y]"), "f(x) [y]");
  });

  it("replaces control characters, but keeps line breaks and tabs", () => {
    assert.equal(visible("a\u0000b\u001b[31mc\td\ne\u2028f"), "a\ufffdb\ufffd[31mc\td\ne\ufffdf");
  });
});
