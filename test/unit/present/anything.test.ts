import assert from "node:assert/strict";
import * as fc from "fast-check";
import { planRollback } from "../../../src/model/rollbackPlan.ts";
import { nothingKnown } from "../../../src/model/rollbackRisks.ts";
import { deploymentsOf, historyOf } from "../../../src/model/store.ts";
import { panelTitle, panelView } from "../../../src/present/details.ts";
import { plain } from "../../../src/present/markdown.ts";
import { logUpdate } from "../../../src/present/panelLog.ts";
import { confirmation, obstacleWords } from "../../../src/present/plan.ts";
import { planDocument } from "../../../src/present/planDocument.ts";
import { appRow, deploymentRow } from "../../../src/present/rows.ts";
import { statusSummary } from "../../../src/present/summary.ts";
import { viewMessage } from "../../../src/present/viewMessage.ts";
import { anyLog, anyOpenState, hostileText } from "../../support/arbitrary.ts";
import { anApp, appId, noon } from "../../support/builders.ts";
import { aLink } from "../../support/states.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const shop = appId("shop");

/** Every text in a value, however deep. */
function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(texts);
}

describe("Whatever Sevalla sends", () => {
  it("the details panel shows without controls or reordering, and never throws", () => {
    fc.assert(
      fc.property(anyOpenState, fc.boolean(), ({ state, shown }, arePicturesAllowed) => {
        const view = panelView(state, shown.id, { arePicturesAllowed });
        for (const text of texts(view)) assert.doesNotMatch(text, harmful);
        assert.doesNotMatch(panelTitle(state, shown.id), harmful);
      }),
    );
  });

  it("the details panel loads pictures from https addresses alone", () => {
    fc.assert(
      fc.property(anyOpenState, ({ state, shown }) => {
        const view = panelView(state, shown.id, { arePicturesAllowed: true });
        const picture = view.kind === "deployment" ? view.commit?.picture : undefined;
        assert.equal(picture === undefined || picture.startsWith("https://"), true);
      }),
    );
  });

  it("the log is sent without controls", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        // By its ID the page only knows a line again.
        const shown = logUpdate(undefined, log)?.lines.map((line) => ({ ...line, id: "" }));
        for (const text of texts(shown)) assert.doesNotMatch(text, harmful);
      }),
    );
  });

  it("the tree, the status bar and the line above the tree show inert", () => {
    fc.assert(
      fc.property(anyOpenState, ({ state, shown }) => {
        const [app = anApp("shop")] = state.account.kind === "ready" ? state.account.apps : [];
        const shownTexts = texts([
          appRow({ app, history: historyOf(state, shop), folders: [], isPaused: false }, noon),
          deploymentRow({ deployment: shown, isLive: false, isTarget: true }, noon),
          statusSummary(state, aLink("shop"), noon),
          viewMessage(state, [shop], noon),
        ]);
        for (const text of shownTexts) assert.doesNotMatch(text, harmful);
        const bar = statusSummary(state, aLink("shop"), noon)?.text ?? "";
        assert.equal((bar.match(/\$\(/g) ?? []).length <= 2, true, bar);
      }),
    );
  });

  it("the question and the plan's document show inert, and what is planned goes back to a success", () => {
    fc.assert(
      fc.property(anyOpenState, ({ state }) => {
        const deployments = deploymentsOf(state, shop);
        const [app = anApp("shop")] = state.account.kind === "ready" ? state.account.apps : [];
        const facts = { app, deployments, unread: 0, riskFacts: nothingKnown };
        const plan = planRollback(facts, undefined);
        if (plan.kind === "obstacle") return assert.doesNotMatch(obstacleWords(plan), harmful);
        assert.equal(plan.target.status, "success");
        assert.notEqual(plan.target.id, plan.live.id);
        for (const text of texts(confirmation(plan, noon))) assert.doesNotMatch(text, harmful);
        assert.doesNotMatch(planDocument(plan, "https://api.sevalla.com/v3", noon), harmful);
      }),
    );
  });

  it("Markdown shows as one line without markup", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = plain(text);
        assert.doesNotMatch(shown, /[\r\n]/);
        assert.doesNotMatch(shown.replace(/\\./g, ""), /[<>[\]`*#|]|:\/\//);
      }),
    );
  });
});
