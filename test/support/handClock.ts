import type { Clock } from "../../src/model/clock.ts";
import { noon } from "./builders.ts";

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is wound: then every task that has become due runs, in its order. */
export class HandClock implements Clock {
  #now: number;
  readonly #tasks = new Set<Task>();
  #onTask = () => {};

  constructor(start = noon) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const task = { at: this.#now + ms, run };
    this.#tasks.add(task);
    this.#onTask();
    return () => this.#tasks.delete(task);
  }

  /** How many tasks wait for their time. */
  get waiting(): number {
    return this.#tasks.size;
  }

  /** Ms until the next task is due; undefined when nothing waits. */
  get nextIn(): number | undefined {
    const [first] = [...this.#tasks].map(({ at }) => at - this.#now).sort((a, b) => a - b);
    return first;
  }

  /** Resolves as soon as something waits for its time. */
  whenWaiting(): Promise<void> {
    if (this.#tasks.size > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onTask = () => {
        this.#onTask = () => {};
        resolve();
      };
    });
  }

  /** Winds on by `ms`, running what is due by then. What that sets off goes on by itself. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#tasks.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = end;
  }

  /** Winds on to the next task, over and over, until `done` settles. `between` runs before each. */
  async runUntil<T>(done: Promise<T>, between: () => void = () => {}): Promise<T> {
    let isDone = false;
    const finish = () => {
      isDone = true;
    };
    done.then(finish, finish);
    for (;;) {
      await Promise.race([done.catch(() => {}), this.whenWaiting()]);
      // A promise that is already kept settles before this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      if (isDone) return done;
      between();
      this.advance(this.nextIn ?? 0);
    }
  }
}
