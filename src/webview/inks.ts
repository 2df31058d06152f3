import { t } from "../l10n.ts";
import { element } from "./element.ts";

type Pattern = "solid" | "hatched" | "dotted" | "empty";

/** How one kind of figure is drawn: by a colour of the theme and by a pattern, for those who do not see the colour. */
export interface Ink {
  readonly name: () => string;
  readonly color: () => string;
  readonly fill: (context: CanvasRenderingContext2D) => CanvasPattern | string;
}

function ink(name: Ink["name"], colorName: string, pattern: Pattern): Ink {
  const color = () => themeColor(`--vscode-charts-${colorName}`);
  return { name, color, fill: (context) => (pattern === "solid" ? color() : patterned(context, color(), pattern)) };
}

/** From the ground line upwards. */
export const responseInks: readonly Ink[] = [
  ink(() => "5xx", "red", "solid"),
  ink(() => "4xx", "yellow", "hatched"),
  ink(() => "3xx", "blue", "dotted"),
  ink(() => "2xx", "green", "empty"),
];

export const timeInk = ink(() => t("Mean of all responses"), "purple", "solid");

/** What is drawn beside the figures. */
export function readInks(): { readonly text: string; readonly lines: string; readonly font: string } {
  const { fontFamily } = getComputedStyle(document.body);
  return {
    text: themeColor("--vscode-charts-foreground"),
    // Fainter than what is drawn on them.
    lines: `color-mix(in srgb, ${themeColor("--vscode-charts-lines")} 40%, transparent)`,
    font: `11px ${fontFamily}`,
  };
}

/** A small sample of an ink for the legend. It draws itself anew when it is sent the event "redraw". */
export function swatch(one: Ink): HTMLElement {
  const size = 12;
  const canvas = element("canvas", { class: "swatch", width: String(2 * size), height: String(2 * size) }, []);
  const draw = () => {
    const context = canvas.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = one.fill(context);
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.strokeStyle = one.color();
    context.lineWidth = 4;
    context.strokeRect(0, 0, canvas.width, canvas.height);
  };
  draw();
  canvas.addEventListener("redraw", draw);
  return canvas;
}

function themeColor(variable: string): string {
  const style = getComputedStyle(document.documentElement);
  return style.getPropertyValue(variable).trim() || style.getPropertyValue("--vscode-foreground").trim();
}

/** Over the page's own background, so that what lies behind does not show through. */
function patterned(context: CanvasRenderingContext2D, color: string, pattern: Pattern): CanvasPattern | string {
  const size = 6 * devicePixelRatio;
  const tile = new OffscreenCanvas(size, size);
  const brush = tile.getContext("2d");
  if (!brush) return color;
  brush.fillStyle = themeColor("--vscode-editor-background");
  brush.fillRect(0, 0, size, size);
  brush.fillStyle = color;
  brush.strokeStyle = color;
  brush.lineWidth = size / 4;
  if (pattern === "hatched") {
    brush.beginPath();
    for (const shift of [-size, 0, size]) {
      brush.moveTo(shift, size);
      brush.lineTo(shift + size, 0);
    }
    brush.stroke();
  }
  if (pattern === "dotted") brush.fillRect(size / 3, size / 3, size / 3, size / 3);
  if (pattern === "empty") {
    brush.globalAlpha = 0.25;
    brush.fillRect(0, 0, size, size);
  }
  return context.createPattern(tile, "repeat") ?? color;
}
