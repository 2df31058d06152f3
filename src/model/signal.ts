export interface Disposable {
  dispose(): void;
}

/** A list of listeners. `listen` answers with the way to stop listening. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  listen(listener: (value: T) => void): Disposable {
    // A wrapper of its own, so that the same function listening twice is two listeners.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  }

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
