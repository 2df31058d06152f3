import { html, nothing, type TemplateResult } from "lit-html";
import { t } from "../l10n.ts";
import { button, icon, onDemand, section, warning } from "./parts.ts";
import type { CommitList, PlanSection, PlanSide, UndoneSection } from "./protocol.ts";
import { inText } from "./times.ts";

/** What a rollback to this deployment would do. */
export function planSection(plan: PlanSection): TemplateResult {
  return section(t("Rollback plan"), html`<div class="plan">${content(plan)}</div>`);
}

/** The same in short, for those who hear it; "" where there is none. */
export function planWords(plan: PlanSection | undefined): string {
  if (!plan) return "";
  if (plan.kind === "message") return plan.text;
  const lines = plan.isOutdated ? plan.made : [...plan.undone.summary, ...plan.mind];
  return `${t("Rollback plan")}: ${lines.join(" ")}`;
}

function content(plan: PlanSection): TemplateResult {
  if (plan.kind === "message") {
    return html`<p>${plan.isBusy ? icon("loading~spin") : nothing}${plan.text}</p>
      ${plan.isBusy ? nothing : html`<div class="actions">${again()}</div>`}`;
  }
  return html`${
    plan.isOutdated ? warning({ text: plan.made, mend: undefined }) : html`<p class="quiet">${inText(plan.made)}</p>`
  }
    <div class="sides">${side(plan.from)}${icon("arrow-right")}${side(plan.to)}</div>
    ${undoneSection(plan.undone)}
    <ul>
      ${plan.mind.map((line) => html`<li>${line}</li>`)}
    </ul>
    <div class="actions">${again()}${button(t("Open as document"), "go-to-file", { type: "planDocument" })}</div>`;
}

function undoneSection({ summary, lists, canFetch }: UndoneSection): TemplateResult {
  const buttons = [
    ...(lists.length > 0
      ? [
          button(t("Show commits"), "git-commit", { type: "showCommits" }),
          button(t("Show changes"), "diff-multiple", { type: "showChanges" }),
        ]
      : []),
    ...(canFetch ? [button(t("Fetch commits"), "repo-fetch", { type: "fetchCommits" })] : []),
  ];
  return html`${summary.map((line) => html`<p>${line}</p>`)}${lists.map(commitList)}
    ${buttons.length > 0 ? html`<div class="actions">${buttons}</div>` : nothing}`;
}

function commitList({ heading, commits, leftOut }: CommitList, place: number): TemplateResult {
  const rows = commits.map(({ subject, by }) => html`<li>${subject} <span class="quiet">${inText(by)}</span></li>`);
  const content = html`<ul class="scrolled">
      ${rows}
    </ul>
    ${leftOut ? html`<p class="quiet">${leftOut}</p>` : nothing}`;
  return onDemand(`commits ${place}`, heading, content);
}

function again(): TemplateResult {
  return button(t("Plan again"), "refresh", { type: "preview" });
}

function side({ name, title, line }: PlanSide): TemplateResult {
  return html`<div class="side">
    <h3>${name}</h3>
    <p>${title}</p>
    <p class="quiet">${inText(line)}</p>
  </div>`;
}
