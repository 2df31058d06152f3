import { html, nothing, type TemplateResult } from "lit-html";
import { formatCount, plural, t } from "../l10n.ts";
import { open, section } from "./parts.ts";
import type { Bar, HistoryView } from "./protocol.ts";

/** The app's last deployments as bars, oldest first: height is duration, colour and pattern are how each ended. */
export function historySection({ bars, longest }: HistoryView): TemplateResult {
  const current = Math.max(
    0,
    bars.findIndex(({ isThis }) => isThis),
  );
  return section(
    t("History"),
    html`<p class="quiet">${lastWords(bars.length, longest)}</p>
      <div class="strip" role="toolbar" aria-label=${t("Deployments, oldest first")} @keydown=${move}>
        ${bars.map((bar, index) => barButton(bar, index === current))}
      </div>
      <details>
        <summary>${t("Show as a table")}</summary>
        <div class="scrolled">${table(bars)}</div>
      </details>`,
  );
}

function lastWords(count: number, longest: string): string {
  return plural(
    count,
    t("The last deployment; it took {0}.", longest),
    t("The last {0} deployments; the tallest took {1}.", formatCount(count), longest),
  );
}

function barButton(bar: Bar, isTabStop: boolean): TemplateResult {
  const { id, tone, isThis, isLive, height } = bar;
  const words = [bar.title, bar.status, isLive ? t("live") : "", bar.took, bar.age]
    .filter((word) => word !== "")
    .join(", ");
  return html`<button
    class="bar ${tone} ${isThis ? "this" : ""} ${isLive ? "serving" : ""}"
    title=${words}
    aria-label=${words}
    aria-current=${isThis ? "true" : nothing}
    tabindex=${isTabStop ? 0 : -1}
    @click=${() => open(id)}
  >
    <span .style=${`height: ${Math.max(8, Math.round(height * 100))}%`}></span>
  </button>`;
}

/** Arrow keys go from bar to bar, as in any toolbar. */
function move(event: KeyboardEvent): void {
  const strip = event.currentTarget;
  if (!(strip instanceof HTMLElement)) return;
  const bars: readonly Element[] = [...strip.querySelectorAll("button")];
  const at = document.activeElement ? bars.indexOf(document.activeElement) : -1;
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bars.length - 1 }[event.key];
  const next = to === undefined ? undefined : bars[to];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  for (const bar of bars) bar.setAttribute("tabindex", bar === next ? "0" : "-1");
  next.focus();
}

function table(bars: readonly Bar[]): TemplateResult {
  const rows = bars.toReversed().map(
    ({ id, title, status, isLive, took, age }) =>
      html`<tr>
        <th scope="row"><button class="link" @click=${() => open(id)}>${title}</button></th>
        <td>${status}${isLive ? `, ${t("live")}` : ""}</td>
        <td>${took}</td>
        <td>${age}</td>
      </tr>`,
  );
  return html`<table>
    <caption>${t("The app's deployments, newest first")}</caption>
    <thead>
      <tr>
        <th scope="col">${t("Deployment")}</th>
        <th scope="col">${t("Status")}</th>
        <th scope="col">${t("Took")}</th>
        <th scope="col">${t("Created")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
