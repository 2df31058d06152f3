import { type Figure, isMet, median } from "./figure.ts";

/** The figures as a Markdown table: median, spread from the least to the most, floor and how many floors that is. */
export function report(figures: readonly Figure[]): string {
  const head = "| What | Median | Spread | Floor | Ratio | Target |\n| --- | ---: | ---: | ---: | ---: | --- |";
  return [head, ...figures.map(row)].join("\n");
}

function row(figure: Figure): string {
  const { name, unit, values, floor, floorIs } = figure;
  const value = median(values);
  if (unit === "") return `| ${name} | ${value.toLocaleString("en")} |  |  |  | ${target(figure)} |`;
  const spread = values.length > 1 ? `${number(Math.min(...values))}–${number(Math.max(...values))}` : "";
  const least = floor.length > 0 ? `${number(median(floor))} ${unit} (${floorIs})` : "";
  const ratio = floor.length > 0 ? `${number(value / median(floor))}×` : "";
  return `| ${name} | ${number(value)} ${unit} | ${spread} | ${least} | ${ratio} | ${target(figure)} |`;
}

function target(figure: Figure): string {
  const { most, mostFloors, unit } = figure;
  const parts = [
    most === undefined ? "" : `≤ ${most} ${unit}`.trim(),
    mostFloors === undefined ? "" : `≤ ${mostFloors}×`,
  ];
  const wanted = parts.filter((part) => part !== "").join(", ");
  return wanted && `${wanted} ${isMet(figure) ? "✓" : "✗"}`;
}

function number(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
