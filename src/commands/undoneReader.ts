import type { ReadUndone } from "../model/undone.ts";
import { riskyFiles } from "../workspace/riskPatterns.ts";
import type { Wiring } from "./parts.ts";

/** Reads what a rollback undoes from the workspace's repository. What that takes is loaded when first used. */
export function undoneReader({ clock, log }: Pick<Wiring, "clock" | "log">): ReadUndone {
  const note = (what: string) => log.warn(what);
  return async (_app, live, target, cancel) => {
    const { readUndone } = await import("../git/readUndone.ts");
    return readUndone(live, target, { clock, note, risky: (root) => riskyFiles(root, note) }, cancel);
  };
}
