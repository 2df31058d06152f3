/** What an API key can look like. Nothing else can stand in a header, and the error that fetch would throw quotes it. */
export const tokenPattern = /^[\x21-\x7e]{1,4096}$/;

export function isToken(text: string | undefined): text is string {
  return text !== undefined && tokenPattern.test(text);
}
