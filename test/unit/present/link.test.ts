import assert from "node:assert/strict";
import type { Link } from "../../../src/model/link.ts";
import { brokenLink } from "../../../src/present/link.ts";
import { statusSummary } from "../../../src/present/summary.ts";
import { viewMessage } from "../../../src/present/viewMessage.ts";
import { anApp, noon } from "../../support/builders.ts";
import { aLink, aState } from "../../support/states.ts";

const part = { glob: "apps/web", isUsable: true, depth: 2, covers: () => true };
const wrong: Link = { ...aLink("shop", "mono"), setting: "shop", appId: undefined };

function status(link: Link): string | undefined {
  return statusSummary(aState([], { apps: [anApp("other")], links: [link] }), link, noon)?.text;
}

describe("A link that leads nowhere", () => {
  it("says what is wrong with the setting, and where it stands", () => {
    assert.equal(
      brokenLink(wrong, undefined),
      "The setting sevalla.app of mono is not an app ID. Link the folder again.",
    );
    assert.equal(
      brokenLink({ ...wrong, part }, undefined),
      "In the setting sevalla.apps of mono, “apps/web” has something other than an app ID. Correct the setting.",
    );
    assert.equal(
      brokenLink({ ...wrong, isUnreadable: true }, undefined),
      "The setting sevalla.apps of mono is no list of paths with app IDs. Correct the setting.",
    );
    assert.equal(
      brokenLink({ ...aLink("shop", "mono"), part: { ...part, glob: "!apps", isUsable: false } }, undefined),
      "In the setting sevalla.apps of mono, “!apps” is not a pattern for paths. Correct the setting.",
    );
    assert.match(
      brokenLink({ ...aLink("shop", "mono"), part }, undefined),
      /^The app linked to mono\/apps\/web is not in this account: .* Correct the setting sevalla\.apps\.$/,
    );
  });

  it("names the account where there are several: the app may be another's", () => {
    assert.equal(
      brokenLink(aLink("shop", "web"), "Acme"),
      "The app linked to web is not in the account Acme: it may have been deleted, or belong to another account. Switch the account, or link the folder again.",
    );
    const state = aState([], { apps: [anApp("other")], links: [aLink("shop")] });
    const several = { ...state, key: { ...state.key, name: "Acme" } };
    assert.match(statusSummary(several, aLink("shop"), noon)?.spoken ?? "", /not in the account Acme/);
    assert.match(viewMessage(several, [], noon) ?? "", /not in the account Acme/);
  });

  it("does not let a setting hide what it says", () => {
    assert.match(brokenLink({ ...wrong, part: { ...part, glob: "a\u202eb" } }, undefined), /“a⟨U\+202E⟩b”/);
  });

  it("is told in the status bar: whether the setting is wrong or the app is not there", () => {
    assert.equal(status(wrong), "$(warning) Sevalla: link is not valid");
    assert.equal(status({ ...wrong, isUnreadable: true }), "$(warning) Sevalla: link is not valid");
    assert.equal(status(aLink("shop")), "$(warning) Sevalla: linked app not found");
  });

  it("is told above the tree, also when its app is there but its path is no pattern", () => {
    const link = { ...aLink("shop", "mono"), part: { ...part, glob: "!x", isUsable: false } };
    assert.match(viewMessage(aState([], { links: [link] }), [], noon) ?? "", /“!x” is not a pattern/);
    assert.equal(viewMessage(aState([], { links: [{ ...link, part }] }), [], noon), undefined);
  });
});
