import { createHash } from "node:crypto";

/** The same 64 hex digits for the same name. */
export function hashed(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}

/** The same version 4 UUID for the same name. */
export function hashedUuid(name: string): string {
  const hex = hashed(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The same number for the same name, from 0 up to but not 1. */
export function hashedFraction(name: string): number {
  return Number.parseInt(hashed(name).slice(0, 8), 16) / 2 ** 32;
}

/** The same item for the same name. */
export function hashedPick<T>(name: string, items: readonly [T, ...T[]]): T {
  return items[Math.floor(hashedFraction(name) * items.length)] ?? items[0];
}
