import { setImmediate } from "node:timers/promises";

/** Takes the time of something, several times over; ms. */
export async function timesOf(count: number, work: (turn: number) => PromiseLike<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const start = performance.now();
    await work(turn);
    times.push(performance.now() - start);
  }
  return times;
}

/** The longest time for which nothing else could run, ms. */
export async function longestBlock(work: () => PromiseLike<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  clearInterval(beat);
  return Math.max(longest, performance.now() - last);
}

/** The same of what may begin in the middle of a turn. */
export function blockOf(work: () => Promise<unknown>): Promise<number> {
  return longestBlock(async () => {
    await setImmediate();
    await work();
    await setImmediate();
  });
}
