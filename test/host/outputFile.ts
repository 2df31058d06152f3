import { closeSync, openSync, readSync, writeFileSync } from "node:fs";

const pauseMs = 50;

/** A file that another process appends text to, passed on to our own output from its beginning and as it grows. */
export class OutputFile {
  readonly path: string;
  readonly #descriptor: number;
  readonly #timer: NodeJS.Timeout;
  #length = 0;

  constructor(path: string) {
    this.path = path;
    writeFileSync(path, "", { flag: "a" });
    this.#descriptor = openSync(path, "r");
    this.#timer = setInterval(() => this.#pass(), pauseMs);
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#pass();
    closeSync(this.#descriptor);
  }

  #pass(): void {
    const chunk = Buffer.alloc(65_536);
    for (;;) {
      const count = readSync(this.#descriptor, chunk, 0, chunk.length, this.#length);
      if (count === 0) return;
      this.#length += count;
      process.stdout.write(Buffer.from(chunk.subarray(0, count)));
    }
  }
}
