import { html, nothing, type TemplateResult } from "lit-html";
import { t } from "../l10n.ts";
import type { FromPanel, Intent, Mend, Warning } from "./protocol.ts";
import { inText } from "./times.ts";

const host = acquireVsCodeApi();

/** Tells the extension that the page is there. */
export function begin(): void {
  send({ type: "ready" });
}

/** Tells the extension what the user wants. */
export function post(intent: Intent): void {
  const { deploymentId } = kept();
  send({ type: "want", intent, deploymentId });
}

function send(message: FromPanel): void {
  host.postMessage(message);
}

/** What the page keeps over a reload of the window: which deployment it shows, and how its log is looked at. */
export function keep(facts: object): void {
  host.setState({ ...kept(), ...facts });
}

export function kept(): Readonly<Record<string, unknown>> {
  const state: unknown = host.getState();
  return typeof state === "object" && state !== null ? { ...state } : {};
}

/** A codicon beside words that say the same; `~spin` at its end makes it turn. */
export function icon(id: string): TemplateResult {
  const spin = id.endsWith("~spin") ? " codicon-modifier-spin" : "";
  return html`<i class="codicon codicon-${id.replace("~spin", "")}${spin}" aria-hidden="true"></i>`;
}

export function button(label: string, iconId: string, intent: Intent, style = "secondary"): TemplateResult {
  return html`<button class=${style} @click=${() => post(intent)}>${icon(iconId)}${label}</button>`;
}

export function iconButton(label: string, iconId: string, intent: Intent): TemplateResult {
  return html`<button class="icon" title=${label} aria-label=${label} @click=${() => post(intent)}>
    ${icon(iconId)}
  </button>`;
}

/** What went wrong, and the button that may mend it. */
export function warning({ text, mend }: Warning, style = "secondary"): TemplateResult {
  return html`<p class="warning">${icon("warning")}<span>${inText(text)}</span>${mend ? mendButton(mend, style) : nothing}</p>`;
}

export function mendButton(mend: Mend, style: string, signIn = t("Sign in again")): TemplateResult {
  const isSignIn = mend.type === "signIn";
  return button(isSignIn ? signIn : t("Try again"), isSignIn ? "arrow-right" : "refresh", mend, style);
}

export function section(title: string, content: unknown): TemplateResult {
  return html`<section aria-label=${title}><h2>${title}</h2>${content}</section>`;
}

/**
 * What is shown on demand, and stays open when the page is thrown away for being hidden.
 * @param key names it within the page
 */
export function onDemand(key: string, summary: string, content: unknown): TemplateResult {
  return html`<details ?open=${isOpen(key)} @toggle=${(event: Event) => keepOpen(key, event.target)}>
    <summary>${summary}</summary>
    ${content}
  </details>`;
}

export function isOpen(key: string): boolean {
  return kept()[`open ${key}`] === true;
}

export function keepOpen(key: string, details: unknown): void {
  if (details instanceof HTMLDetailsElement) keep({ [`open ${key}`]: details.open });
}

/** Opens another deployment of the app. */
export function open(deploymentId: string): void {
  post({ type: "open", deploymentId });
}
