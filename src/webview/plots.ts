/** Draws whether a rollback helped: responses by status class, and the mean response time. */

import uPlot from "uplot";
import { formatCount, t } from "../l10n.ts";
import { element } from "./element.ts";
import { type Ink, readInks, responseInks, swatch, timeInk } from "./inks.ts";
import type { EffectFigures } from "./protocol.ts";

const height = 170;

interface Plot {
  readonly box: HTMLElement;
  readonly chart: uPlot;
  readonly show: (figures: EffectFigures) => void;
}

const plots: Plot[] = [];

/** Draws into the element, or draws anew what is there. */
export function drawPlots(place: HTMLElement, figures: EffectFigures): void {
  if (plots.length === 0) {
    addStyles();
    plots.push(responsesPlot(place, figures), timePlot(place, figures));
    followTheme();
  }
  for (const { show } of plots) show(figures);
}

/** The chart's own rules, which are of use only here. */
function addStyles(): void {
  document.head.append(
    element("link", { rel: "stylesheet", href: new URL("uPlot.min.css", import.meta.url).href }, []),
  );
}

function responsesPlot(place: HTMLElement, first: EffectFigures): Plot {
  const bars = uPlot.paths.bars?.({ size: [0.8, 60] });
  // Stacked: the highest bar first, which the lower ones then cover. Server errors stand on the ground line.
  const series = [...responseInks].reverse().map((ink) => ({
    label: ink.name(),
    fill: (chart: uPlot) => ink.fill(chart.ctx),
    stroke: () => ink.color(),
    width: 1,
    points: { show: false },
    ...(bars ? { paths: bars } : {}),
  }));
  return plot(place, t("Responses a minute"), responseInks, series, first, (figures) => {
    const sums = figures.points.map(({ responses }) => runningSums(responses));
    const columns = responseInks.map((_, index) => sums.map((one) => one?.[index] ?? null));
    return {
      data: [middles(figures), ...columns.reverse()],
      label: figures.labels.responses,
      read: (at) => figures.points[at]?.responses?.map(String) ?? [],
    };
  });
}

function timePlot(place: HTMLElement, first: EffectFigures): Plot {
  const series = [{ label: timeInk.name(), stroke: () => timeInk.color(), width: 2, points: { show: true, size: 6 } }];
  return plot(place, t("Mean response time (ms)"), [timeInk], series, first, (figures) => ({
    data: [middles(figures), figures.points.map(({ ms }) => ms ?? null)],
    label: figures.labels.time,
    read: (at) => {
      const ms = figures.points[at]?.ms;
      return ms === undefined ? [] : [t("{0} ms", formatCount(Math.round(ms)))];
    },
  }));
}

interface Content {
  readonly data: uPlot.AlignedData;
  readonly label: string;
  /** The values at a point, in the order of the legend. */
  readonly read: (at: number) => readonly string[];
}

function plot(
  place: HTMLElement,
  title: string,
  inks: readonly Ink[],
  series: readonly uPlot.Series[],
  first: EffectFigures,
  contentOf: (figures: EffectFigures) => Content,
): Plot {
  let figures = first;
  const values = inks.map(() => element("span", { class: "value" }, []));
  const when = element("span", { class: "when" }, []);
  const entries = inks.map((ink, index) => element("li", {}, [swatch(ink), ink.name(), " ", values[index] ?? ""]));
  const canvas = element("div", { class: "canvas", role: "img" }, []);
  const legend = element("ul", { class: "legend", "aria-hidden": "true" }, [...entries, element("li", {}, [when])]);
  const box = element("figure", {}, [element("figcaption", {}, [title]), canvas, legend]);
  place.append(box);
  const point = (chart: uPlot) => {
    const at = chart.cursor.idx ?? -1;
    const read = contentOf(figures).read(at);
    when.textContent = figures.points[at]?.name ?? "";
    for (const [index, value] of values.entries()) value.textContent = read[index] ?? "";
  };
  const chart = new uPlot(
    {
      width: Math.max(canvas.clientWidth, 200),
      height,
      // Above is the name of the mark.
      padding: [20, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false }, sync: { key: "effect" } },
      scales: {
        x: { time: false, range: () => [-figures.minutes, figures.minutes] },
        y: { range: (_chart, _least, most) => [0, Math.max(1, most ?? 0) * 1.05] },
      },
      axes: [axis((value) => signed(value)), axis((value) => String(value))],
      series: [{}, ...series],
      hooks: { draw: [markRollback], setCursor: [point] },
    },
    contentOf(figures).data,
    canvas,
  );
  new ResizeObserver(() => {
    if (canvas.clientWidth > 0) chart.setSize({ width: canvas.clientWidth, height });
  }).observe(canvas);
  const show = (next: EffectFigures) => {
    figures = next;
    const { data, label } = contentOf(next);
    canvas.setAttribute("aria-label", label);
    chart.setData(data);
  };
  return { box, chart, show };
}

function axis(word: (value: number) => string): uPlot.Axis {
  return {
    stroke: () => readInks().text,
    font: readInks().font,
    size: 44,
    grid: { stroke: () => readInks().lines, width: 1 },
    ticks: { stroke: () => readInks().lines, width: 1 },
    values: (_chart, splits) => splits.map(word),
  };
}

/** Minutes from the rollback: −10, −5, 0, +5, +10. */
function signed(minute: number): string {
  if (minute === 0) return t("0 min");
  return minute < 0 ? `−${-minute}` : `+${minute}`;
}

/** The moment at which the rollback went live, as a line with a name. */
function markRollback(chart: uPlot): void {
  const { ctx, bbox } = chart;
  const { text, font } = readInks();
  const x = Math.round(chart.valToPos(0, "x", true));
  ctx.save();
  ctx.strokeStyle = text;
  ctx.fillStyle = text;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = font.replace(/^[\d.]+/, (size) => String(Number(size) * devicePixelRatio));
  ctx.textAlign = "center";
  ctx.textBaseline = "bottom";
  ctx.fillText(t("Rolled back"), x, bbox.top - 4 * devicePixelRatio);
  ctx.restore();
}

/** A minute is drawn in the middle of its time. */
function middles({ points }: EffectFigures): number[] {
  return points.map(({ minute }) => minute + 0.5);
}

function runningSums(numbers: readonly number[] | undefined): readonly number[] | undefined {
  let sum = 0;
  return numbers?.map((one) => {
    sum += one;
    return sum;
  });
}

/** VS Code changes its colours in the page's style and classes, which a canvas does not notice. */
function followTheme(): void {
  const redraw = () => {
    for (const { box, chart } of plots) {
      for (const sample of box.querySelectorAll("canvas.swatch")) sample.dispatchEvent(new Event("redraw"));
      chart.redraw(false, true);
    }
  };
  const observer = new MutationObserver(redraw);
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
}
