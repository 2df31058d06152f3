import { html, nothing, type TemplateResult } from "lit-html";
import { button, icon, section } from "./parts.ts";
import type { PlanSection, PlanSide } from "./protocol.ts";

/** What a rollback to this deployment would do. */
export function planSection(plan: PlanSection): TemplateResult {
  return section("Rollback plan", html`<div class="plan">${content(plan)}</div>`);
}

function content(plan: PlanSection): TemplateResult {
  if (plan.kind === "message") {
    return html`<p>${plan.isBusy ? icon("loading~spin") : nothing}${plan.text}</p>
      ${plan.isBusy ? nothing : html`<div class="actions">${again()}</div>`}`;
  }
  return html`${
    plan.isOutdated
      ? html`<p class="warning">${icon("warning")}${plan.made}</p>`
      : html`<p class="quiet">${plan.made}</p>`
  }
    <div class="sides">${side(plan.from)}${icon("arrow-right")}${side(plan.to)}</div>
    <ul>
      ${plan.mind.map((line) => html`<li>${line}</li>`)}
    </ul>
    <div class="actions">${again()}${button("Open as document", "go-to-file", { type: "planDocument" })}</div>`;
}

function again(): TemplateResult {
  return button("Plan again", "refresh", { type: "preview" });
}

function side({ name, title, line }: PlanSide): TemplateResult {
  return html`<div class="side">
    <h3>${name}</h3>
    <p>${title}</p>
    <p class="quiet">${line}</p>
  </div>`;
}
