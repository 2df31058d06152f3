/** Whether `sevalla.apps` takes a path for a pattern. */
export function isWild(path: string): boolean {
  return /[*?[\]{}()!+@|]/.test(path);
}
