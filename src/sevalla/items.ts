import * as v from "valibot";
import { LeftOut, type Omit } from "./leftOut.ts";
import type { Page } from "./resources.ts";
import { atOnce, inSlices } from "./slices.ts";

const list = v.array(v.unknown());
/** A whole number, or nothing where something else stands. */
export const count = v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))), undefined);
const pageWire = v.object({ data: list, total: count, offset: count, limit: count });

/** What was asked of a page. */
export interface Asked {
  readonly offset: number;
  readonly limit: number;
}

/** An answer of another shape than it should have. The message says where, and quotes nothing. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** Reads a page item by item, so that a malformed one does not take the others with it. Throws Unreadable, also when all are malformed. */
export function readPage<T extends { readonly id: string }>(
  body: unknown,
  schema: v.GenericSchema<unknown, T>,
  asked: Asked,
  omit: Omit,
): Page<T> {
  const { data, total, offset = asked.offset, limit = asked.limit } = readOne(body, pageWire);
  const left = new LeftOut();
  const known = atOnce(readable(data, schema, left, omit));
  const items = distinct(known, left);
  left.tell(omit);
  const omitted = data.length - items.length;
  const malformed = data.length - known.length;
  return { items, total: total ?? offset + data.length, offset, limit, omitted, malformed };
}

/** Reads a plain list in the same way. It may be a hundred thousand lines of a log. Rejects with Unreadable. */
export async function readList<T>(
  body: unknown,
  schema: v.GenericSchema<unknown, T>,
  omit: Omit,
): Promise<readonly T[]> {
  if (!Array.isArray(body)) throw new Unreadable("all of it");
  const left = new LeftOut();
  const items = await inSlices(readable(body, schema, left, omit));
  left.tell(omit);
  return items;
}

/** Throws Unreadable. */
export function readOne<T>(body: unknown, schema: v.GenericSchema<unknown, T>): T {
  const result = v.safeParse(schema, body);
  if (!result.success) throw new Unreadable(departures(result.issues));
  return result.output;
}

function departures(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => v.getDotPath(issue) ?? "all of it").join(", ");
}

function* readable<T>(
  data: readonly unknown[],
  schema: v.GenericSchema<unknown, T>,
  left: LeftOut,
  omit: Omit,
): Generator<undefined, readonly T[]> {
  const items: T[] = [];
  for (const [index, item] of data.entries()) {
    const result = v.safeParse(schema, item);
    if (result.success) items.push(result.output);
    else left.add(`item ${index + 1}`, `malformed in ${departures(result.issues)}`);
    yield;
  }
  // A list of nothing but nonsense is not an empty list.
  if (data.length > 0 && items.length === 0) {
    left.tell(omit);
    throw new Unreadable("every item");
  }
  return items;
}

function distinct<T extends { readonly id: string }>(items: readonly T[], left: LeftOut): readonly T[] {
  const ids = new Set<string>();
  return items.filter(({ id }) => {
    if (ids.has(id)) left.add(id, "repeated");
    return ids.size < ids.add(id).size;
  });
}
