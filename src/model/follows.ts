/** One item that fits, or any number of whatever items. */
export type Step<T> = "any" | ((item: T) => boolean);

/**
 * Whether items go as the steps say, from the first to the last. Only the last "any" is ever tried anew, so each step
 * sees each item at most once, whatever they are.
 */
export function follows<T>(steps: readonly Step<T>[], items: ArrayLike<T>): boolean {
  let at = 0;
  let next = 0;
  let retry: { readonly at: number; next: number } | undefined;
  for (let item = items[next]; item !== undefined; item = items[next]) {
    const step = steps[at];
    if (step === "any") {
      at++;
      retry = { at, next };
    } else if (step?.(item)) {
      at++;
      next++;
    } else if (retry) {
      retry.next++;
      ({ at, next } = retry);
    } else {
      return false;
    }
  }
  return steps.slice(at).every((step) => step === "any");
}
