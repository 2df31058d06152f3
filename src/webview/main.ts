/** The details panel's page: draws the view it is sent, as text, and posts what the user asks for. */
import { html, nothing, render, type TemplateResult } from "lit-html";
import { formatCount, plural, speak, t } from "../l10n.ts";
import { commitSection, errorsSection, factsSection, stepsSection } from "./details.ts";
import { effectSection } from "./effect.ts";
import { header } from "./header.ts";
import { historySection } from "./historyStrip.ts";
import { LogPane } from "./logPane.ts";
import { begin, icon, keep, kept, mendButton, post, section, warning } from "./parts.ts";
import { planSection, planWords } from "./planSection.ts";
import type { DeploymentView, LogView, NoticeView, PanelView, ToPanel } from "./protocol.ts";
import { inText, wasAnythingGoingOn } from "./times.ts";

const root = byId("view");
const announcement = byId("announcement");
let logPane: LogPane | undefined;
const secondsBetweenAges = 10;
let ticks = 0;
let shown: PanelView | undefined;
/** What was last said of the deployment, and of the plan. */
let told: readonly string[] = [];
let wanted = placeKept();

function placeKept(): number | undefined {
  const { scroll } = kept();
  return typeof scroll === "number" && scroll > 0 ? scroll : undefined;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}`);
  return found;
}

function noticeView(view: NoticeView): TemplateResult {
  const { mend } = view;
  return html`<h1>${view.isBusy ? icon("loading~spin") : nothing}${view.title}</h1>
    <p>${view.text}</p>
    ${mend ? html`<div class="actions">${mendButton(mend, "primary", t("Sign in"))}</div>` : nothing}`;
}

function deploymentView(view: DeploymentView): TemplateResult {
  const { errors, plan, effect, commit, history } = view;
  return html`${header(view)}${errors.length > 0 ? errorsSection(errors, showInLog) : nothing}${plan ? planSection(plan) : nothing}${
    effect ? effectSection(effect) : nothing
  }
    <div class="columns">
      <div>${stepsSection(view.steps)}${commit ? commitSection(commit) : nothing}</div>
      ${factsSection(view.facts)}
    </div>
    ${history ? historySection(history) : nothing}${section(t("Log"), logView(view.log))}`;
}

function logView(log: LogView): TemplateResult {
  if (log.kind === "message") return logMessage(log);
  const { leftOut } = log;
  return html`${log.warning ? warning(log.warning) : nothing}${
    leftOut > 0 ? html`<p class="quiet">${leftOutWords(leftOut)}</p>` : nothing
  }${pane().root}`;
}

function logMessage({ text, mend }: Extract<LogView, { kind: "message" }>): TemplateResult {
  return html`<p class="quiet">${inText(text)}</p>
    ${mend ? html`<div class="actions">${mendButton(mend, "secondary")}</div>` : nothing}`;
}

/** The page may have no more than the end of the log. */
function showInLog(entry: number): void {
  const log = shown?.kind === "deployment" ? shown.log : undefined;
  const leftOut = log?.kind === "lines" ? log.leftOut : 0;
  if (!pane().show(entry - leftOut)) post({ type: "openLog" });
}

/** Made once the language is known. */
function pane(): LogPane {
  logPane ??= new LogPane(announce);
  return logPane;
}

function leftOutWords(count: number): string {
  return plural(
    count,
    t("{0} earlier line is not shown.", formatCount(count)),
    t("{0} earlier lines are not shown.", formatCount(count)),
  );
}

/** Draws again what says how long ago something was, or is going on. */
function tick(): void {
  ticks += 1;
  if (shown && (ticks % secondsBetweenAges === 0 || wasAnythingGoingOn())) draw(shown);
}

function draw(view: PanelView): void {
  shown = view;
  render(view.kind === "notice" ? noticeView(view) : deploymentView(view), root);
  goBack();
  const closing = view.kind === "deployment" && view.effect?.isOver ? `. ${view.effect.sentence}` : "";
  const status = view.kind === "notice" ? view.title : `${view.title}: ${view.status.word}${closing}`;
  const now = [status, view.kind === "deployment" ? planWords(view.plan) : ""];
  const news = now.filter((words, index) => words !== "" && words !== told[index]);
  if (told.length > 0 && news.length > 0) announce(news.join(". "));
  told = now;
}

function announce(text: string): void {
  announcement.textContent = text;
}

/**
 * VS Code throws the page away when it is hidden: whoever comes back finds the place where they were, as soon as the
 * page is long enough again.
 */
function goBack(): void {
  if (wanted === undefined) return;
  window.scrollTo(0, wanted);
  if (Math.abs(window.scrollY - wanted) < 1) wanted = undefined;
}

/** Nothing of how one deployment is looked at is for another one. */
function beginAnew(): void {
  stayHere();
  pane().beginAnew();
}

/** Whoever moves has left the place where they were. */
function stayHere(): void {
  wanted = undefined;
}

for (const sign of ["wheel", "keydown", "pointerdown"]) window.addEventListener(sign, stayHere);
window.addEventListener("scroll", () => {
  if (wanted === undefined) keep({ scroll: window.scrollY });
});
window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === "language") return speak(data.language, data.messages);
  if (data.type === "log") {
    pane().take(data);
    goBack();
    // Nothing comes after the log that would make the page longer.
    if (data.lines.length > 0) stayHere();
    return;
  }
  const { deploymentId } = kept();
  const isAnother = deploymentId !== data.ref.deploymentId;
  keep(data.ref);
  if (isAnother) beginAnew();
  draw(data.view);
  if (isAnother) window.scrollTo(0, 0);
});
setInterval(tick, 1_000);
begin();
