import { t } from "../l10n.ts";
import { element, icon } from "./element.ts";
import { isOpen, keepOpen } from "./parts.ts";
import type { EffectFigures, EffectRows, EffectView } from "./protocol.ts";

interface Shown {
  readonly section: HTMLElement;
  readonly verdict: HTMLElement;
  readonly plots: HTMLElement;
  readonly table: HTMLElement;
  readonly details: HTMLDetailsElement;
}

let shown: Shown | undefined;
let lastDrawn = "";

/**
 * The section t("Did it help?"). It is the same element from one view to the next, so that the plots are not made anew and
 * an open table stays open.
 */
export function effectSection(view: EffectView): HTMLElement {
  shown ??= emptySection();
  const text = JSON.stringify(view);
  if (text !== lastDrawn) fill(shown, view);
  lastDrawn = text;
  return shown.section;
}

function emptySection(): Shown {
  const verdict = element("div", {}, []);
  const plots = element("div", { class: "plots" }, []);
  const table = element("div", { class: "scrolled" }, []);
  const summary = element("summary", { "data-key": "effect-table" }, [t("Show as a table")]);
  const details = element("details", {}, [summary, table]);
  details.open = isOpen("effect");
  details.addEventListener("toggle", () => keepOpen("effect", details));
  const heading = element("h2", { id: "effect" }, [t("Did it help?")]);
  const section = element("section", { "aria-labelledby": "effect" }, [heading, verdict, plots, details]);
  return { section, verdict, plots, table, details };
}

function fill({ verdict, plots, table, details }: Shown, view: EffectView): void {
  const spin = view.icon.endsWith("~spin") ? "codicon-modifier-spin" : "";
  verdict.replaceChildren(
    element("p", { class: `verdict ${view.tone}` }, [icon(view.icon.replace("~spin", ""), spin), span(view.sentence)]),
    ...(view.warning ? [element("p", { class: "warning" }, [icon("warning"), span(view.warning)])] : []),
  );
  const { figures } = view;
  const hasFigures = figures !== undefined && figures.points.length > 0;
  plots.hidden = !hasFigures;
  details.hidden = !hasFigures;
  if (!hasFigures) return;
  table.replaceChildren(tableOf(figures.table));
  void draw(plots, figures).catch(() => {
    plots.hidden = true;
    details.open = true;
  });
}

/** Draws the plots. What draws them is loaded only here: most deployments have nothing to plot. */
async function draw(place: HTMLElement, figures: EffectFigures): Promise<void> {
  const { drawPlots } = await import("./plots.ts");
  drawPlots(place, figures);
}

function span(text: string): HTMLElement {
  return element("span", {}, [text]);
}

function tableOf({ caption, head, groups }: EffectFigures["table"]): HTMLElement {
  return element("table", {}, [
    element("caption", {}, [caption]),
    element("thead", {}, [row(head, (text) => element("th", { scope: "col" }, [text]))]),
    ...groups.map((group) => rowGroup(group, head.length)),
  ]);
}

function rowGroup({ name, rows, total }: EffectRows, width: number): HTMLElement {
  const title = element("th", { scope: "rowgroup", colspan: String(width) }, [name]);
  const withName = (text: string, index: number) =>
    index === 0 ? element("th", { scope: "row" }, [text]) : element("td", {}, [text]);
  return element("tbody", {}, [
    element("tr", { class: "group" }, [title]),
    ...rows.map((cells) => row(cells, withName)),
    element("tr", { class: "total" }, total.map(withName)),
  ]);
}

function row(cells: readonly string[], cell: (text: string, index: number) => HTMLElement): HTMLElement {
  return element("tr", {}, cells.map(cell));
}
