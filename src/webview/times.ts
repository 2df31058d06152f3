import { html, type TemplateResult } from "lit-html";
import { age, duration, exactTime } from "../present/format.ts";
import type { Moment, Span, Words } from "./protocol.ts";

let isAnythingGoingOn = false;

/** Whether any of the spans that were worded since the last call grows by the second. */
export function wasAnythingGoingOn(): boolean {
  const was = isAnythingGoingOn;
  isAnythingGoingOn = false;
  return was;
}

export function inText(words: Words): unknown {
  return words.map((part) => (typeof part === "string" ? part : time(part)));
}

/** A time that tells the pointer what it does not say. */
export function time({ at, form }: Moment): TemplateResult {
  const [ago, exact] = [ageNow(at), exactly(at)];
  const [text, title] = form === "age" ? [ago, exact] : [exact, ago];
  return html`<time datetime=${new Date(at).toISOString()} title=${title}>${text}</time>`;
}

export function ageNow(at: number): string {
  return age(at, Date.now());
}

export function spanMs({ from, to }: Span): number {
  isAnythingGoingOn ||= to === undefined;
  return Math.max(0, (to ?? Date.now()) - from);
}

export function spanText(span: Span): string {
  return duration(spanMs(span), span.to === undefined ? "s" : "ms");
}

/** Hour and minute by that clock. */
export function clock(at: number): string {
  return exactTime(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** By the clock of the log. */
function exactly(at: number): string {
  return exactTime(at, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });
}
