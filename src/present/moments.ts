import type { Moment, Words } from "../webview/protocol.ts";

/** `visible()` leaves none in what others wrote. */
const mark = "\u0000";

/**
 * What stands in a text of the details for how long ago a time is, until the page words it.
 * @param at ms since the epoch
 */
export function ageOf(at: number): string {
  return `${mark}${at}${mark}`;
}

/** The same for date and time. */
export function exactOf(at: number): string {
  return `${mark}${at}!${mark}`;
}

/** The text with its times taken out, for the page. */
export function inWords(text: string): Words {
  const parts = text.split(mark).map((part, index) => (index % 2 === 0 ? part : momentOf(part)));
  return parts.filter((part) => part !== "");
}

function momentOf(part: string): Moment {
  return { at: Number.parseFloat(part), form: part.endsWith("!") ? "exact" : "age" };
}
