import assert from "node:assert/strict";
import type { OpenPlan } from "../../../src/model/store.ts";
import { planSection } from "../../../src/present/planView.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { PlanSide } from "../../../src/webview/protocol.ts";
import { aDeployment, minute, noon } from "../../support/builders.ts";
import { said } from "../../support/panelViews.ts";
import { aPlan } from "../../support/plans.ts";

const planned: OpenPlan = { kind: "planned", plan: aPlan, at: noon - 2 * minute };
const side = ({ name, title, line }: PlanSide) => [name, title, said(line)];
const sectionOf = (open: OpenPlan, live = aPlan.live) => planSection(open, live);

describe("The plan in the details of a deployment", () => {
  it("is busy while it is made", () => {
    const section = sectionOf({ kind: "planning" });
    assert.deepEqual(section, { kind: "message", text: "Planning the rollback…", isBusy: true });
  });

  it("says why it could not be made, and that nothing was sent", () => {
    const section = sectionOf({ kind: "failed", error: new SevallaError("offline") });
    assert.equal(
      section.kind === "message" && !section.isBusy && /could not be reached.*Nothing was sent\./.test(section.text),
      true,
    );
  });

  it("says why there is nothing to plan", () => {
    const plan = { kind: "obstacle", reason: "nothingLive", app: aPlan.app } as const;
    const section = sectionOf({ kind: "planned", plan, at: noon });
    assert.match(section.kind === "message" ? section.text : "", /nothing to roll back\. Nothing was changed\./);
  });

  it("shows both sides, what to mind, and when it was made", () => {
    const section = sectionOf(planned);
    if (section.kind !== "plan") throw new Error("no plan");
    assert.equal(said(section.made), "Planned 2 min ago. Nothing was sent.");
    assert.equal(section.isOutdated, false);
    assert.deepEqual(side(section.from), ["Live now", "New totals", "main · bad0000 · 1 h ago · octocat"]);
    assert.deepEqual(side(section.to), ["Goes back to", "Gift cards", "main · 900d000 · 5 h ago · octocat"]);
    assert.match(section.mind.at(-1) ?? "", /The database and the environment variables are not rolled back\./);
  });

  it("says when it does not hold any more, and only when that is known", () => {
    const newer = sectionOf(planned, aDeployment("newer", { createdAt: noon }));
    assert.equal(newer.kind === "plan" && newer.isOutdated, true);
    assert.equal(newer.kind === "plan" && said(newer.made), "What is live has changed since this was planned.");
    const unread = planSection(planned, undefined);
    assert.equal(unread.kind === "plan" && unread.isOutdated, false);
  });

  it("makes hostile text visible", () => {
    const live = { ...aPlan.live, commitMessage: "a\u202eb", authorLogin: "c\u0000d" };
    const section = sectionOf({ kind: "planned", plan: { ...aPlan, live }, at: noon }, live);
    assert.match(section.kind === "plan" ? section.from.title : "", /^a⟨U\+202E⟩b$/);
    assert.match(section.kind === "plan" ? said(section.from.line) : "", /c\ufffdd$/);
  });
});
