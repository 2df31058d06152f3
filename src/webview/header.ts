import { html, nothing, type TemplateResult } from "lit-html";
import { t } from "../l10n.ts";
import { button, icon, open, post, warning } from "./parts.ts";
import type { DeploymentView, Neighbour } from "./protocol.ts";
import { inText } from "./times.ts";

/** What the deployment is, how it stands, and what can be done with it. */
export function header(view: DeploymentView): TemplateResult {
  const { word, icon: iconId, tone } = view.status;
  return html`<header>
    <div class="lead">
      <p class="app">${view.app}</p>
      <nav aria-label=${t("Other deployments")}>
        ${neighbour("arrow-left", view.earlier)}${neighbour("arrow-right", view.later)}
      </nav>
    </div>
    <h1>${view.title}</h1>
    <div class="badges">
      <span class="status ${tone}">${icon(iconId)}${word}</span>
      ${view.isLive ? html`<span class="live">${icon("broadcast")}${t("Live")}</span>` : nothing}
      <span class="quiet">${inText(view.origin)}</span>
    </div>
    ${view.warning ? warning(view.warning, isSignInFirst(view) ? "primary" : "secondary") : nothing}
    ${view.comparison ? comparison(view.comparison) : nothing}
    ${actions(view)}
  </header>`;
}

/** One element whatever there is, so that it keeps the focus when more has been loaded. */
function neighbour(iconId: string, { label, intent }: Neighbour): TemplateResult {
  return html`<span title=${label}
    ><button class="icon" aria-label=${label} ?disabled=${!intent} @click=${() => intent && post(intent)}>
      ${icon(iconId)}
    </button></span
  >`;
}

function comparison({ text, live, canCompare }: NonNullable<DeploymentView["comparison"]>): TemplateResult {
  return html`<p class="comparison">
    ${icon("broadcast")}<span
      >${inText(text)} ${live ? html`<button class="link" @click=${() => open(live)}>${t("Show it")}</button>` : nothing}
      ${
        canCompare
          ? html`· <button class="link" @click=${() => post({ type: "compare" })}>${t("Compare with live")}</button>`
          : nothing
      }</span
    >
  </p>`;
}

/** Without a key that is good nothing else can be done. */
function isSignInFirst({ warning }: DeploymentView): boolean {
  return warning?.mend?.type === "signIn";
}

/** Each button keeps its place: what has the focus does not become something else when the deployment goes on. */
function actions(view: DeploymentView): TemplateResult {
  const { rollBack, plan, commit, canCancel, deployAgain, isLive } = view;
  const back = "label" in rollBack ? rollBack : undefined;
  const backIntent = back?.isUndo ? "undoRollback" : isLive ? "rollBackLive" : "rollBack";
  // One button stands out: the way back, or else what tells more.
  const first = isSignInFirst(view) ? "secondary" : "primary";
  const logStyle = back ? "secondary" : first;
  return html`<div class="actions">
      ${back ? button(back.label, back.isUndo ? "redo" : "discard", { type: backIntent }, first) : nothing}
      ${back?.canPreview && !plan ? button(t("Preview rollback"), "preview", { type: "preview" }) : nothing}
      ${canCancel ? button(t("Cancel deployment…"), "debug-stop", { type: "cancel" }) : nothing}
      ${deployAgain ? button(deployAgain, "rocket", { type: "deployAgain" }) : nothing}
      ${button(t("Open full log"), "output", { type: "openLog" }, logStyle)}
      ${commit?.canOpen ? button(t("Open commit"), "git-commit", { type: "openCommit" }) : nothing}
      ${isLive ? button(t("Open app"), "globe", { type: "openApp" }) : nothing}
    </div>
    ${"whyNot" in rollBack ? html`<p class="why">${rollBack.whyNot}</p>` : nothing}`;
}
