import type { Memory } from "../../src/model/pendingRollbacks.ts";

/** VS Code's Memento without VS Code: what is put in comes out as JSON would bring it back. */
export class FakeMemory implements Memory {
  readonly #kept: Map<string, string>;
  /** Runs when something is to be kept; what it throws, `update` throws. */
  onUpdate: () => void | Promise<void> = () => {};

  constructor(kept: ReadonlyMap<string, string> = new Map()) {
    this.#kept = new Map(kept);
  }

  get(key: string): unknown {
    const kept = this.#kept.get(key);
    return kept === undefined ? undefined : JSON.parse(kept);
  }

  async update(key: string, value: unknown): Promise<void> {
    const isKept = this.onUpdate();
    if (value === undefined) this.#kept.delete(key);
    else this.#kept.set(key, JSON.stringify(value));
    await isKept;
  }

  /** What a window finds that is opened now: a window that has gone writes nothing any more. */
  reloaded(): FakeMemory {
    return new FakeMemory(this.#kept);
  }
}
