/** Runs `task` once after `ms`; the answer cancels it. */
export type After = (ms: number, task: () => void) => () => void;

/** Node.js runs at once what is to wait for longer. */
const longestMs = 2 ** 31 - 1;

export const realAfter: After = (ms, task) => {
  const timer = setTimeout(task, Math.min(longestMs, ms));
  return () => clearTimeout(timer);
};

/** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
export function waitFor(ms: number, signal?: AbortSignal, after = realAfter): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = after(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
