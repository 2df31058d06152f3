import { html, render, type TemplateResult } from "lit-html";
import { formatCount, plural, t } from "../l10n.ts";
import { duration } from "../present/format.ts";
import { element, fillKeyed } from "./element.ts";
import { onDemand, open, section } from "./parts.ts";
import type { Bar, HistoryView } from "./protocol.ts";
import { ageNow, spanMs, spanText, time } from "./times.ts";

const strip = element("div", { class: "strip", role: "toolbar" }, []);
strip.addEventListener("keydown", move);
const rows = element("tbody", {}, []);
/** The bar that the tab key leads to, once somebody has chosen one with the arrow keys. */
let tabStop: string | undefined;

/** The app's last deployments as bars, oldest first: height is duration, colour and pattern are how each ended. */
export function historySection({ bars }: HistoryView): TemplateResult {
  const stops = [tabStop, bars.find(({ isThis }) => isThis)?.id, bars.at(-1)?.id];
  const stop = stops.find((id) => bars.some((bar) => bar.id === id));
  const longest = Math.max(...bars.map(tookMs));
  strip.setAttribute("aria-label", t("Deployments, oldest first"));
  fillKeyed(strip, "button", bars, (button, bar) => drawBar(button, bar, bar.id === stop, longest));
  fillKeyed(rows, "tr", bars.toReversed(), drawRow);
  return section(
    t("History"),
    html`<p class="quiet">${lastWords(bars.length, duration(longest))}</p>
      ${strip}${onDemand("history", t("Show as a table"), html`<div class="scrolled">${table()}</div>`)}`,
  );
}

function lastWords(count: number, longest: string): string {
  return plural(
    count,
    t("The last deployment; it took {0}.", longest),
    t("The last {0} deployments; the tallest took {1}.", formatCount(count), longest),
  );
}

function drawBar(button: HTMLElement, bar: Bar, isTabStop: boolean, longest: number): void {
  const { id, tone, isThis, isLive } = bar;
  const height = longest === 0 ? 0 : tookMs(bar) / longest;
  const words = [bar.title, bar.status, isLive ? t("live") : "", tookText(bar), ageNow(bar.createdAt)]
    .filter((word) => word !== "")
    .join(", ");
  button.className = `bar ${tone} ${isThis ? "this" : ""}`;
  button.title = words;
  button.ariaLabel = words;
  button.ariaCurrent = String(isThis);
  button.tabIndex = isTabStop ? 0 : -1;
  button.onclick = () => open(id);
  render(html`<span .style=${`height: ${Math.max(8, Math.round(height * 100))}%`}></span>`, button);
}

function tookMs({ took }: Bar): number {
  return took ? spanMs(took) : 0;
}

function tookText({ took }: Bar): string {
  return took ? spanText(took) : t("not started");
}

/** Arrow keys go from bar to bar, as in any toolbar. */
function move(event: KeyboardEvent): void {
  const bars: readonly Element[] = [...strip.children];
  const at = document.activeElement ? bars.indexOf(document.activeElement) : -1;
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bars.length - 1 }[event.key];
  const next = to === undefined ? undefined : bars[to];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  tabStop = next.getAttribute("data-id") ?? undefined;
  for (const bar of bars) bar.setAttribute("tabindex", bar === next ? "0" : "-1");
  next.focus();
}

function drawRow(row: HTMLElement, bar: Bar): void {
  const { id, title, status, isLive, createdAt } = bar;
  render(
    html`<th scope="row"><button class="link" @click=${() => open(id)}>${title}</button></th>
      <td>${status}${isLive ? `, ${t("live")}` : ""}</td>
      <td>${tookText(bar)}</td>
      <td>${time({ at: createdAt, form: "age" })}</td>`,
    row,
  );
}

function table(): TemplateResult {
  return html`<table class="history">
    <caption>${t("The app's deployments, newest first")}</caption>
    <thead>
      <tr>
        <th scope="col">${t("Deployment")}</th>
        <th scope="col">${t("Status")}</th>
        <th scope="col">${t("Took")}</th>
        <th scope="col">${t("Created")}</th>
      </tr>
    </thead>
    ${rows}
  </table>`;
}
