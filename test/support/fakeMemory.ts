import type { Memory } from "../../src/model/pendingRollbacks.ts";

/** VS Code's Memento without VS Code: what is put in comes out as JSON would bring it back. */
export class FakeMemory implements Memory {
  readonly #kept = new Map<string, string>();

  get(key: string): unknown {
    const kept = this.#kept.get(key);
    return kept === undefined ? undefined : JSON.parse(kept);
  }

  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#kept.delete(key);
    else this.#kept.set(key, JSON.stringify(value));
  }
}
