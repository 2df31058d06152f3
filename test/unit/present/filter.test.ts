import assert from "node:assert/strict";
import type { AppGroup } from "../../../src/model/filter.ts";
import { filterChoices, filteredApps, filterWords } from "../../../src/present/filter.ts";
import { aDeployment, anApp, appId } from "../../support/builders.ts";
import { aHistory, aState } from "../../support/states.ts";

const apps = [
  anApp("Shop"),
  anApp("Shop preview", { type: "previewApp", status: "deploymentInProgress" }),
  anApp("Checkout", { status: "deploymentSuccess" }),
  anApp("Docs", { isSuspended: true }),
  anApp("New one", { status: undefined }),
];
const failed = aDeployment("failed", { appId: appId("Checkout"), status: "failed" });
const histories = [[appId("Checkout"), aHistory([failed])]] as const;
const listed = (text: string, ...groups: AppGroup[]) =>
  filteredApps(aState(histories, { apps, filter: { text, groups } })).map(({ name }) => name);

describe("The filter of the Apps view", () => {
  it("lets all pass when nothing is typed or checked", () => {
    assert.equal(listed("").length, 5);
    assert.equal(listed("  ").length, 5);
  });

  it("goes by a part of the name, in capitals or not", () => {
    assert.deepEqual(listed("sHoP"), ["Shop", "Shop preview"]);
    assert.deepEqual(listed("nothing"), []);
  });

  it("goes by what is known of the deployments, rather than by the list", () => {
    assert.deepEqual(listed("", "failed"), ["Checkout"]);
    assert.deepEqual(listed("", "live"), ["Shop"]);
  });

  it("goes by states and by being a preview", () => {
    assert.deepEqual(listed("", "deploying"), ["Shop preview"]);
    assert.deepEqual(listed("", "preview"), ["Shop preview"]);
    assert.deepEqual(listed("", "suspended", "other"), ["Docs", "New one"]);
  });

  it("asks for both when something is typed and checked", () => {
    assert.deepEqual(listed("shop", "live"), ["Shop"]);
  });

  it("offers what there is, with how many, and what is chosen already", () => {
    const state = aState(histories, { apps: apps.slice(0, 1), filter: { text: "", groups: ["failed"] } });
    assert.deepEqual(
      filterChoices(state).map(({ name, count }) => [name, count]),
      [
        ["Last deployment failed", 0],
        ["Live", 1],
      ],
    );
  });

  it("is told of above the rows, as plain text, unless none is left", () => {
    assert.equal(filterWords(aState([], { apps })), "");
    const filter = { text: " ch", groups: ["failed", "preview"] } as const;
    assert.equal(
      filterWords(aState(histories, { apps, filter })),
      "Filter: “ch”, last deployment failed, preview apps (1 of 5 apps).",
    );
    const odd = [anApp("sh\u202eop")];
    assert.match(filterWords(aState([], { apps: odd, filter: { text: "\u202e", groups: [] } })), /“⟨U\+202E⟩”/);
    assert.equal(filterWords(aState([], { apps, filter: { text: "nothing", groups: [] } })), "");
  });
});
