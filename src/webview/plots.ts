/** Draws whether a rollback helped: responses by status class, and the mean response time. */
import { least, ticks } from "d3-array";
import { html, render, type SVGTemplateResult, svg, type TemplateResult } from "lit-html";
import { formatCount, t } from "../l10n.ts";
import { fillOf, type Ink, inkPatterns, responseInks, swatch, timeInk } from "./inks.ts";
import type { EffectFigures, EffectPoint } from "./protocol.ts";
import { clock } from "./times.ts";

const height = 170;
/** Above is the name of the mark. */
const margin = { top: 20, right: 12, bottom: 24, left: 44 };
const ground = height - margin.bottom;
const barShare = 0.8;

/** The last that was drawn, and the width of one plot in pixels. */
let drawn: { readonly place: HTMLElement; readonly figures: EffectFigures } | undefined;
let width = 0;
/** The minute under the pointer. */
let pointed: EffectPoint | undefined;

const sizes = new ResizeObserver(([entry]) => {
  const now = Math.round(entry?.contentRect.width ?? 0);
  if (now === 0 || now === width) return;
  width = now;
  redraw();
});

/** Draws into the element, or draws anew what is there. */
export function drawPlots(place: HTMLElement, figures: EffectFigures): void {
  drawn = { place, figures };
  pointed = figures.points.find(({ minute }) => minute === pointed?.minute);
  redraw();
  for (const box of place.querySelectorAll(".canvas")) sizes.observe(box);
}

function redraw(): void {
  if (drawn) render([responsesPlot(drawn.figures), timePlot(drawn.figures)], drawn.place);
}

function responsesPlot(figures: EffectFigures): TemplateResult {
  const { points, minutes, labels } = figures;
  const sums = points.map(({ responses }) => (responses ?? []).reduce((sum, one) => sum + one, 0));
  const scales = scalesTo(Math.max(...sums), minutes);
  const barWidth = Math.max(1, (scales.x(1) - scales.x(0)) * barShare);
  return plot({
    title: t("Responses a minute"),
    label: labels.responses,
    inks: responseInks,
    values: pointed?.responses?.map(formatCount) ?? [],
    figures,
    scales,
    marks: svg`${inkPatterns([...responseInks, timeInk])}${points.map((point) => stack(point, scales, barWidth))}`,
  });
}

/** The responses of a minute, one kind above the other, server errors on the ground line. */
function stack({ minute, responses }: EffectPoint, { x, y }: Scales, barWidth: number): readonly SVGTemplateResult[] {
  let below = 0;
  return (responses ?? []).flatMap((count, index) => {
    const one = responseInks[index];
    const from = y(below);
    below += count;
    if (!one || count === 0) return [];
    const left = x(minute + 0.5) - barWidth / 2;
    return [
      svg`<rect class="pile ${one.color}" x=${left} y=${y(below)} width=${barWidth} height=${from - y(below)}
        fill=${fillOf(one)} stroke="currentColor"/>`,
    ];
  });
}

function timePlot(figures: EffectFigures): TemplateResult {
  const { points, minutes, labels } = figures;
  const scales = scalesTo(Math.max(...points.map(({ ms = 0 }) => ms)), minutes);
  const { x, y } = scales;
  const path = points.map(({ minute, ms }, index) =>
    // A minute without figures leaves a gap.
    ms === undefined ? "" : `${points[index - 1]?.ms === undefined ? "M" : "L"}${x(minute + 0.5)},${y(ms)}`,
  );
  const dots = points.map(({ minute, ms }) =>
    ms === undefined ? "" : svg`<circle cx=${x(minute + 0.5)} cy=${y(ms)} r="2.5" fill="currentColor"/>`,
  );
  return plot({
    title: t("Mean response time (ms)"),
    label: labels.time,
    inks: [timeInk],
    values: pointed?.ms === undefined ? [] : [t("{0} ms", formatCount(Math.round(pointed.ms)))],
    figures,
    scales,
    marks: svg`<g class=${timeInk.color}>
      <path d=${path.join("")} fill="none" stroke="currentColor" stroke-width="2"/>${dots}
    </g>`,
  });
}

interface Scales {
  /** Minutes from the rollback to pixels. */
  readonly x: (minute: number) => number;
  readonly y: (value: number) => number;
  readonly most: number;
}

function scalesTo(most: number, minutes: number): Scales {
  const top = Math.max(1, most) * 1.05;
  const inner = Math.max(1, width - margin.left - margin.right);
  return {
    x: (minute) => margin.left + ((minute + minutes) / (2 * minutes)) * inner,
    y: (value) => ground - (value / top) * (ground - margin.top),
    most: top,
  };
}

interface Plot {
  readonly title: string;
  readonly label: string;
  readonly inks: readonly Ink[];
  /** At the minute under the pointer, in the order of the legend. */
  readonly values: readonly string[];
  readonly figures: EffectFigures;
  readonly scales: Scales;
  readonly marks: SVGTemplateResult;
}

function plot({ title, label, inks, values, figures, scales, marks }: Plot): TemplateResult {
  const point = (event: PointerEvent) => {
    const { currentTarget, clientX } = event;
    const left = currentTarget instanceof Element ? currentTarget.getBoundingClientRect().left : 0;
    pointAt(least(figures.points, ({ minute }) => Math.abs(scales.x(minute + 0.5) - (clientX - left))));
  };
  const entries = inks.map(
    (ink, index) => html`<li>${swatch(ink)}${ink.name()} <span class="value">${values[index] ?? ""}</span></li>`,
  );
  return html`<figure>
    <figcaption>${title}</figcaption>
    <div class="canvas">
      <svg role="img" aria-label=${label} width=${Math.max(width, 1)} height=${height} @pointermove=${point}
        @pointerleave=${() => pointAt(undefined)}>
        ${axes(scales, figures.minutes)}${marks}${rollbackMark(scales)}${cursor(scales)}
      </svg>
    </div>
    <ul class="legend" aria-hidden="true">
      ${entries}
      <li>${pointed ? clock(pointed.at) : ""}</li>
    </ul>
  </figure>`;
}

function pointAt(point: EffectPoint | undefined): void {
  if (point === pointed) return;
  pointed = point;
  redraw();
}

function axes({ x, y, most }: Scales, minutes: number): SVGTemplateResult {
  const right = width - margin.right;
  return svg`${ticks(0, most, 4).map(
    (value) => svg`<path class="grid" d="M${margin.left},${y(value)} H${right}"/>
      <text x=${margin.left - 6} y=${y(value)} dy="0.32em" text-anchor="end">${formatCount(value)}</text>`,
  )}${ticks(-minutes, minutes, 4).map(
    (minute) => svg`<path class="grid" d="M${x(minute)},${margin.top} V${ground}"/>
      <text x=${x(minute)} y=${ground + 16} text-anchor="middle">${signed(minute)}</text>`,
  )}`;
}

/** Minutes from the rollback: −10, −5, 0, +5, +10. */
function signed(minute: number): string {
  if (minute === 0) return t("0 min");
  return minute < 0 ? `−${-minute}` : `+${minute}`;
}

/** The moment at which the rollback went live, as a line with a name. */
function rollbackMark({ x }: Scales): SVGTemplateResult {
  return svg`<path class="mark" d="M${x(0)},${margin.top} V${ground}"/>
    <text class="mark" x=${x(0)} y=${margin.top - 6} text-anchor="middle">${t("Rolled back")}</text>`;
}

function cursor({ x }: Scales): SVGTemplateResult | string {
  return pointed ? svg`<path class="cursor" d="M${x(pointed.minute + 0.5)},${margin.top} V${ground}"/>` : "";
}
