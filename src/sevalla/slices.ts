import { setImmediate } from "node:timers/promises";

/** For so long at a time the extension host does nothing else, ms. */
const sliceMs = 8;

/** To be asked between the steps of something long: what to wait for when it is the others' turn. */
export function turns(): () => Promise<void> | undefined {
  let until = performance.now() + sliceMs;
  const others = async () => {
    await setImmediate();
    until = performance.now() + sliceMs;
  };
  return () => (performance.now() < until ? undefined : others());
}

/** Does what is done in many small steps, and lets others have their turn in between. */
export async function inSlices<T>(work: Iterator<unknown, T>): Promise<T> {
  const turn = turns();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    const others = turn();
    if (others) await others;
  }
}

/** The same in one go, for what is short. */
export function atOnce<T>(work: Iterator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
