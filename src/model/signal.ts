export interface Disposable {
  dispose(): void;
}

/** A list of listeners. `listen` answers with the way to stop listening. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();
  #fired = 0;

  listen(listener: (value: T) => void): Disposable {
    // A wrapper of its own, so that the same function listening twice is two listeners.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  }

  /** A listener that fires again gives the later ones newer news: they are not told the older ones any more. */
  fire(value: T): void {
    const mine = ++this.#fired;
    for (const listener of [...this.#listeners]) {
      if (this.#fired !== mine) return;
      listener(value);
    }
  }
}
