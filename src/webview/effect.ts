import { html, nothing, type TemplateResult } from "lit-html";
import { t } from "../l10n.ts";
import { element } from "./element.ts";
import { icon, keep, onDemand, section, warning } from "./parts.ts";
import type { EffectFigures, EffectRows, EffectView } from "./protocol.ts";
import { clock } from "./times.ts";

/** The same element from one view to the next, so that the plots are not made anew. */
const plots = element("div", { class: "plots" }, []);
let plotted: EffectFigures | undefined;

/** Whether a rollback helped. */
export function effectSection({ sentence, icon: iconId, tone, warning: words, figures }: EffectView): TemplateResult {
  const hasFigures = figures !== undefined && figures.points.length > 0;
  if (hasFigures && figures !== plotted) void plot(figures).catch(showTable);
  return section(
    t("Did it help?"),
    html`<div class="effect">
      <p class="verdict ${tone}">${icon(iconId)}<span>${sentence}</span></p>
      ${words ? warning({ text: [words], mend: undefined }) : nothing}
      ${
        hasFigures
          ? html`${plots}${onDemand("effect", t("Show as a table"), html`<div class="scrolled">${table(figures.table)}</div>`)}`
          : nothing
      }
    </div>`,
  );
}

/** Draws the plots. What draws them is loaded only here: most deployments have nothing to plot. */
async function plot(figures: EffectFigures): Promise<void> {
  plotted = figures;
  const { drawPlots } = await import("./plots.ts");
  drawPlots(plots, figures);
  plots.hidden = false;
}

function showTable(): void {
  plots.hidden = true;
  keep({ "open effect": true });
  for (const details of document.querySelectorAll<HTMLDetailsElement>(".effect details")) details.open = true;
}

function table({ caption, head, groups }: EffectFigures["table"]): TemplateResult {
  return html`<table>
    <caption>${caption}</caption>
    <thead>
      <tr>
        ${head.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    ${groups.map((group) => rowGroup(group, head.length))}
  </table>`;
}

function rowGroup({ name, rows, total }: EffectRows, width: number): TemplateResult {
  const [all, ...shares] = total;
  return html`<tbody>
    <tr class="group"><th scope="rowgroup" colspan=${width}>${name}</th></tr>
    ${rows.map(({ at, cells }) => html`<tr>${row(clock(at), cells)}</tr>`)}
    <tr class="total">${row(all, shares)}</tr>
  </tbody>`;
}

function row(name: string | undefined, cells: readonly string[]): TemplateResult {
  return html`<th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}`;
}
