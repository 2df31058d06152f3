import { html, nothing, type TemplateResult } from "lit-html";
import { t } from "../l10n.ts";
import { button, icon, open } from "./parts.ts";
import type { DeploymentView, Neighbour } from "./protocol.ts";

/** What the deployment is, how it stands, and what can be done with it. */
export function header(view: DeploymentView): TemplateResult {
  const { word, icon: iconId, tone } = view.status;
  return html`<header>
    <div class="lead">
      <p class="app">${view.app}</p>
      <nav aria-label=${t("Other deployments")}>
        ${neighbour("arrow-left", view.earlier, earlierWords)}${neighbour("arrow-right", view.later, laterWords)}
      </nav>
    </div>
    <h1>${view.title}</h1>
    <div class="badges">
      <span class="status ${tone}">${icon(iconId)}${word}</span>
      ${view.isLive ? html`<span class="live">${icon("broadcast")}${t("Live")}</span>` : nothing}
      <span class="quiet" title=${view.origin.exact}>${view.origin.text}</span>
    </div>
    ${view.warning ? html`<p class="warning">${icon("warning")}${view.warning}</p>` : nothing}
    ${view.comparison ? comparison(view.comparison) : nothing}
    ${actions(view)}
  </header>`;
}

function earlierWords(to: Neighbour | undefined): string {
  return to ? t("Earlier deployment: {0}", to.title) : t("No earlier deployment");
}

function laterWords(to: Neighbour | undefined): string {
  return to ? t("Later deployment: {0}", to.title) : t("No later deployment");
}

function neighbour(
  iconId: string,
  to: Neighbour | undefined,
  words: (to: Neighbour | undefined) => string,
): TemplateResult {
  const label = words(to);
  return html`<span title=${label}
    >${
      to
        ? html`<button
          class="icon"
          aria-label=${label}
          data-key=${iconId}
          @click=${() => to && open(to.id)}
        >
          ${icon(iconId)}
        </button>`
        : html`<button class="icon" aria-label=${label} disabled>${icon(iconId)}</button>`
    }</span
  >`;
}

function comparison({ text, live }: NonNullable<DeploymentView["comparison"]>): TemplateResult {
  return html`<p class="comparison">
    ${icon("broadcast")}<span
      >${text} ${live ? html`<button class="link" @click=${() => open(live)}>${t("Show it")}</button>` : nothing}</span
    >
  </p>`;
}

function actions({ rollBack, plan, commit }: DeploymentView): TemplateResult {
  const canPreview = "label" in rollBack && rollBack.canPreview && !plan;
  return html`<div class="actions">
    ${
      "label" in rollBack
        ? rollBack.isUndo
          ? button(rollBack.label, "redo", { type: "undoRollback" })
          : button(rollBack.label, "discard", { type: "rollBack" }, "primary")
        : html`<span class="why">${rollBack.whyNot}</span>`
    }
    ${canPreview ? button(t("Preview rollback"), "preview", { type: "preview" }) : nothing}
    ${commit?.canOpen ? button(t("Open commit"), "git-commit", { type: "openCommit" }) : nothing}
    ${button(t("Open full log"), "output", { type: "openLog" })}
  </div>`;
}
