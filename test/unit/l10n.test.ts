import assert from "node:assert/strict";
import { speak, t } from "../../src/l10n.ts";

describe("Messages", () => {
  after(() => speak("en", undefined));

  it("stand as they are where the language has none", () => {
    speak("de", { Cancel: "" });
    assert.equal(t("Roll back"), "Roll back");
    assert.equal(t("Cancel"), "Cancel");
  });

  it("take their values in the order of the language, each where it belongs", () => {
    assert.equal(t("{0} of {1}, {0} {2}", 1, "{0}"), "1 of {0}, 1 {2}");
    speak("hu", { "{0} of {1}": "{1} / {0}" });
    assert.equal(t("{0} of {1}", "a", "b"), "b / a");
    speak("en", undefined);
    assert.equal(t("{0} of {1}", "a", "b"), "a of b");
  });
});
