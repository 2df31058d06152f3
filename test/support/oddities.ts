/** Answers that are not as they should be, and leave enough to go on with: nothing that is shown may be lost by them. */
import type { Fault } from "../sandbox/fault.ts";
import { hour } from "./builders.ts";
import { leaves } from "./troubles.ts";

const mutate = (change: (answer: unknown) => unknown): Fault => ({ kind: "malformed", mutate: change });
const ofPage = (change: (page: { data: unknown[] }) => unknown) =>
  mutate((answer) => (Array.isArray(Object(answer).data) ? change(Object(answer)) : answer));

export const oddities: Readonly<Record<string, Fault>> = {
  "headers that take their time": { kind: "delay", ms: 5 },
  "a body that comes in fifty pieces": { kind: "trickle", pieces: 50 },
  "statuses and triggers that nobody knows": mutate((answer) =>
    eachItem(answer, (item) => replaced(item, { status: "martian", trigger: "COMET", severity: "ODD", type: "x" })),
  ),
  "every item twice": ofPage((page) => ({ ...page, data: [...page.data, ...page.data] })),
  "a total that is far too high": ofPage((page) => ({ ...page, total: 9_999_999 })),
  "a total of none": ofPage((page) => ({ ...page, total: 0 })),
  "a total below zero": ofPage((page) => ({ ...page, total: -5 })),
  "no total": ofPage(({ data }) => ({ data })),
  "a thousand more items than were asked for": ofPage((page) => ({
    ...page,
    data: [
      ...page.data,
      ...Array.from({ length: 1_000 }, (_, index) => ({ ...Object(page.data[0]), id: uuidOf(index) })),
    ],
  })),
  "one item that is nonsense": ofPage((page) => ({ ...page, data: [7, ...page.data] })),
  "one item with a date that is none": ofPage((page) => ({
    ...page,
    data: [...page.data, { ...Object(page.data[0]), id: uuidOf(0), created_at: "soon", updated_at: "soon" }],
  })),
  "fields that nobody knows": mutate((answer) =>
    eachItem(answer, (item) => ({ ...item, __proto__x: { a: [] }, constructor: 1 })),
  ),
  "a clock that is a day ahead": mutate((answer) => leaves(answer, shiftedBy(24 * hour))),
  "a clock that is a day behind": mutate((answer) => leaves(answer, shiftedBy(-24 * hour))),
};

export function uuidOf(index: number): string {
  return `10000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

/** Changes each item of a page or list, or the one thing that was answered. */
function eachItem(answer: unknown, change: (item: object) => unknown): unknown {
  if (Array.isArray(answer)) return answer.map((item) => change(Object(item)));
  const page: { data?: unknown } = Object(answer);
  if (!Array.isArray(page.data)) return change(Object(answer));
  return { ...page, data: page.data.map((item) => change(Object(item))) };
}

/** Other values for the fields that are there. */
function replaced(item: object, by: Readonly<Record<string, string>>): object {
  return { ...item, ...Object.fromEntries(Object.entries(by).filter(([key]) => key in item)) };
}

function shiftedBy(ms: number): (leaf: unknown) => unknown {
  return (leaf) =>
    typeof leaf === "string" && /^\d{4}-\d\d-\d\dT/.test(leaf) ? new Date(Date.parse(leaf) + ms).toISOString() : leaf;
}
