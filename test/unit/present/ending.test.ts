import assert from "node:assert/strict";
import { endingWords } from "../../../src/present/ending.ts";
import { aDeployment } from "../../support/builders.ts";

const live = aDeployment("live", { commitSha: "a1b2c3d".padEnd(40, "0"), commitMessage: "Gift cards" });
const push = aDeployment("push", { commitSha: "fff0000".padEnd(40, "0"), commitMessage: "Parcels" });

describe("The end of a deployment that nobody has started here", () => {
  it("is told with what is live", () => {
    const failed = { ...push, status: "failed" };
    assert.equal(
      endingWords(failed, "shop", live),
      "A deployment of shop failed: Parcels (fff0000). Live now: Gift cards (a1b2c3d).",
    );
    assert.match(endingWords(failed, "shop", undefined), /failed: .* What is live now is not known, or nothing is\.$/);
    assert.equal(endingWords(push, "shop", push), "A deployment of shop is live: Parcels (fff0000).");
  });

  it("is told apart from that of a rollback", () => {
    const back = { ...push, trigger: "ROLLBACK_DEPLOYMENT" };
    assert.equal(endingWords(back, "shop", back), "shop was rolled back to Parcels (fff0000).");
    assert.match(endingWords({ ...back, status: "failed" }, "shop", live), /^A rollback of shop failed: Parcels/);
  });

  it("shows what could hide or reorder it", () => {
    assert.match(endingWords(push, "shop\u202e", push), /shop⟨U\+202E⟩/);
  });
});
