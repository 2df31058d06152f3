import { type Figure, figure, median } from "./figure.ts";

/** Of how many things each growing cost is measured. */
export const sizes = [10, 100, 1_000, 10_000] as const;

/** The name of a figure whose cost grows with how many there are. */
export function counted(verb: string, size: number, things: string): string {
  return `${verb} of ${size.toLocaleString("en")} ${things}`;
}

export interface Growth {
  /** Such as "Refresh: apps". */
  readonly name: string;
  readonly thing: string;
  readonly points: readonly { readonly size: number; readonly microsecondsEach: number }[];
}

/** What each of few, and of many, costs: the same where cost grows no faster than what is shown. */
export function growths(figures: readonly Figure[]): readonly Growth[] {
  const all = new Map<string, { thing: string; points: Growth["points"][number][] }>();
  for (const { name, unit, values } of figures) {
    const [, verb, count = "", things] = /^(\w+) of ([\d,]+) (\w+)$/.exec(name) ?? [];
    if (verb === undefined || things === undefined || unit !== "ms") continue;
    const size = Number(count.replaceAll(",", ""));
    const found = all.get(`${verb}: ${things}`) ?? { thing: things.replace(/s$/, ""), points: [] };
    all.set(`${verb}: ${things}`, found);
    found.points.push({ size, microsecondsEach: (1_000 * median(values)) / size });
  }
  return Array.from(all, ([name, found]) => ({ name, ...found }));
}

/** What each of the most costs against each of a tenth of them. */
export function growthFigures(figures: readonly Figure[]): readonly Figure[] {
  return growths(figures).flatMap(({ name, thing, points }) => {
    const [fewer, most] = points.slice(-2);
    if (!fewer || !most) return [];
    const ratio = Math.round((100 * most.microsecondsEach) / fewer.microsecondsEach) / 100;
    const [count, tenth] = [most, fewer].map(({ size }) => size.toLocaleString("en"));
    const title = `${name}: cost of each ${thing} of ${count}, in those of each of ${tenth}`;
    return [figure(title, "", [ratio], [], "", { most: 1.5 })];
  });
}

/** The same as a table, and as diagrams that Markdown viewers draw. */
export function growthReport(figures: readonly Figure[]): string {
  return growths(figures)
    .map(({ name, thing, points }) =>
      [
        "```mermaid",
        "xychart-beta",
        `  title "${name}: microseconds for each ${thing}"`,
        `  x-axis "How many" [${points.map(({ size }) => `"${size.toLocaleString("en")}"`).join(", ")}]`,
        '  y-axis "µs"',
        `  line [${points.map(({ microsecondsEach }) => rounded(microsecondsEach)).join(", ")}]`,
        "```",
      ].join("\n"),
    )
    .join("\n\n");
}

function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
