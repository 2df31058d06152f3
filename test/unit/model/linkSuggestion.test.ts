import assert from "node:assert/strict";
import { appsToSuggest, foldersToSuggestFor, RefusedFolders } from "../../../src/model/linkSuggestion.ts";
import { anApp, hour, noon } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { aLink } from "../../support/states.ts";

const month = 30 * 24 * hour;
const folders = ["web", "api", "docs"].map((name) => ({ uri: `file:///${name}` }));

describe("The folders for which an app may be suggested", () => {
  it("are those that are linked to none, and that the user has not refused for good", () => {
    const memory = new FakeMemory();
    new RefusedFolders(memory, () => noon).add("file:///api", "forever");
    const refused = new RefusedFolders(memory.reloaded(), () => noon + 10 * month);
    assert.deepEqual(foldersToSuggestFor(folders, [aLink("shop", "web")], refused), [{ uri: "file:///docs" }]);
  });

  it("are left alone for a month by whoever has put it off", () => {
    const memory = new FakeMemory();
    let now = noon;
    new RefusedFolders(memory, () => now).add("file:///api", "month");
    const refused = new RefusedFolders(memory.reloaded(), () => now);
    assert.ok(refused.has("file:///api"));
    now += month - 1;
    assert.ok(refused.has("file:///api"));
    now += 1;
    assert.ok(!refused.has("file:///api"));
    now = noon - 1;
    assert.ok(!refused.has("file:///api"), "by a clock that was set back");
    refused.add("file:///api", "month");
    refused.add("file:///api", "forever");
    now += 2 * month;
    assert.ok(refused.has("file:///api"));
  });

  it("do not count as refused by what nobody has written there", () => {
    const memory = new FakeMemory(new Map([["sevalla.refusedLinks", '"file:///web"']]));
    const refused = new RefusedFolders(memory, () => noon);
    assert.ok(!refused.has("file:///web"));
    refused.add("file:///web", "forever");
    assert.ok(refused.has("file:///web"));
  });
});

describe("The apps among which the one of a folder is looked for", () => {
  it("are those that are made from a repository, previews aside", () => {
    const apps = [anApp("shop"), anApp("pr", { type: "previewApp" }), anApp("image", { source: "dockerImage" })];
    assert.deepEqual(
      appsToSuggest(apps).map(({ name }) => name),
      ["shop"],
    );
  });

  it("are none where that would take more requests than a suggestion is worth", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => anApp(`app ${index}`));
    assert.equal(appsToSuggest(many(50)).length, 50);
    assert.equal(appsToSuggest(many(51)).length, 0);
  });
});
