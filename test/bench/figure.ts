/** One thing that was measured, with the floor that was measured beside it: the least that any extension would take. */
export interface Figure {
  readonly name: string;
  /** Empty for what is counted. */
  readonly unit: "ms" | "kB" | "MB" | "";
  readonly values: readonly number[];
  readonly floor: readonly number[];
  /** What the floor is. */
  readonly floorIs: string;
  /** The most it should be, in `unit`, and how often the floor at most. */
  readonly most: number | undefined;
  readonly mostFloors: number | undefined;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Whether the median is within what it should be; undefined when nothing was set. */
export function isMet({ values, floor, most, mostFloors }: Figure): boolean | undefined {
  if (most === undefined && mostFloors === undefined) return undefined;
  const value = median(values);
  return (most === undefined || value <= most) && (mostFloors === undefined || value <= mostFloors * median(floor));
}

/** The longest time for which nothing else could run in the extension host. */
export function blockFigure(
  name: string,
  blocks: readonly number[],
  floors: readonly number[],
  floorIs: string,
  target: Partial<Pick<Figure, "most">> = { most: 50 },
): Figure {
  const title = `Longest block: ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return figure(title, "ms", blocks, floors, floorIs, target);
}

export function figure(
  name: string,
  unit: Figure["unit"],
  values: readonly number[],
  floor: readonly number[],
  floorIs: string,
  { most, mostFloors }: Partial<Pick<Figure, "most" | "mostFloors">> = {},
): Figure {
  return { name, unit, values, floor, floorIs, most, mostFloors };
}
