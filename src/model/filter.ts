import type { AppSummary } from "../sevalla/resources.ts";

/** What sets apps apart at a glance. */
export const appGroups = ["deploying", "failed", "live", "suspended", "preview", "other"] as const;
export type AppGroup = (typeof appGroups)[number];

/** Which apps the Apps view lists. */
export interface Filter {
  /** A part of the name; empty for any. */
  readonly text: string;
  /** Empty for any. */
  readonly groups: readonly AppGroup[];
}

export const noFilter: Filter = { text: "", groups: [] };

export function isFiltering({ text, groups }: Filter): boolean {
  return text.trim() !== "" || groups.length > 0;
}

/** @param groups those that the app belongs to */
export function passes({ text, groups: wanted }: Filter, app: AppSummary, groups: readonly AppGroup[]): boolean {
  const isCalledSo = app.name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
  return isCalledSo && (wanted.length === 0 || groups.some((group) => wanted.includes(group)));
}
