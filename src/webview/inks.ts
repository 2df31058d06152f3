import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit-html";
import { t } from "../l10n.ts";

/** How one kind of figure is drawn: by a colour of the theme and by a pattern, for those who do not see the colour. */
export interface Ink {
  readonly id: string;
  readonly name: () => string;
  /** The class that gives its colour. */
  readonly color: string;
  /** What of a tile is drawn over the page's background. */
  readonly pattern: SVGTemplateResult;
}

/** Of the patterns, in pixels. */
const tile = 6;

function ink(id: string, name: Ink["name"], color: string, pattern: SVGTemplateResult): Ink {
  return { id: `ink-${id}`, name, color: `ink-${color}`, pattern };
}

const solid = svg`<rect width=${tile} height=${tile} fill="currentColor"/>`;
const hatched = svg`<path d="M-3,3 l6,-6 M0,6 l6,-6 M3,9 l6,-6" stroke="currentColor" stroke-width="1.5"/>`;
const dotted = svg`<rect x="2" y="2" width="2" height="2" fill="currentColor"/>`;
const pale = svg`<rect width=${tile} height=${tile} fill="currentColor" opacity="0.25"/>`;

/** From the ground line upwards. */
export const responseInks: readonly Ink[] = [
  ink("5xx", () => "5xx", "red", solid),
  ink("4xx", () => "4xx", "yellow", hatched),
  ink("3xx", () => "3xx", "blue", dotted),
  ink("2xx", () => "2xx", "green", pale),
];

export const timeInk = ink("time", () => t("Mean of all responses"), "purple", solid);

/** What the fills of the inks refer to, once in a page. */
export function inkPatterns(inks: readonly Ink[]): SVGTemplateResult {
  return svg`<defs>${inks.map(
    ({ id, color, pattern }) =>
      svg`<pattern id=${id} class=${color} width=${tile} height=${tile} patternUnits="userSpaceOnUse">
        <rect class="behind" width=${tile} height=${tile}/>${pattern}
      </pattern>`,
  )}</defs>`;
}

export function fillOf({ id }: Ink): string {
  return `url(#${id})`;
}

/** A small sample of an ink for the legend. */
export function swatch(one: Ink): TemplateResult {
  return html`<svg class="swatch ${one.color}" viewBox="0 0 12 12">
    <rect x="1" y="1" width="10" height="10" fill=${fillOf(one)} stroke="currentColor" stroke-width="2" />
  </svg>`;
}
