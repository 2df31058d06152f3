/**
 * A signal that is aborted with the first of two. AbortSignal.any() would leave a hundred bytes in one that lasts, and a
 * thousand where somebody still listens: that may be so of what a person asks for, and not of each request.
 */
export function either(one: AbortSignal | undefined, lasting: AbortSignal | undefined) {
  const both = new AbortController();
  const releases = [one, lasting].map((signal) => {
    const onAbort = () => both.abort(signal?.reason);
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    return () => signal?.removeEventListener("abort", onAbort);
  });
  const release = () => {
    for (const one of releases) one();
  };
  return { signal: both.signal, release };
}
