/** How secrets look, by themselves or after the name that gives them away. None of these looks back over a long text. */
const keys = [
  /\bsvl_[\w-]+/g,
  /\b(?:gh[opsur]_|github_pat_|glpat-|npm_|sk-|sk_live_|rk_live_|xox[abeprs]-)[\w-]{8,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
];
/** Where a text was cut, in the middle of them. */
const credentials = /(:\/\/)[^\s/@]{1,300}(?=@|…)/g;
const authorization = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
const assignment =
  /\b([\w.-]{0,40}(?:token|secret|passw(?:or)?d|passphrase|pwd|api[_-]?key|private[_-]?key|access[_-]?key|credentials?|authorization)[\w.-]{0,40}["']?\s{0,3}[=:]\s{0,3})(?:"[^"]*"?|'[^']*'?|[^\s"',;]+)/gi;
const address = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;

const gone = "[removed]";

/** Text from outside without what looks like a key, a password or an e-mail address. What looks like none stays. */
export function withoutSecrets(text: string): string {
  const withoutKeys = keys.reduce((rest, pattern) => rest.replace(pattern, gone), text);
  return withoutKeys
    .replace(credentials, `$1${gone}`)
    .replace(authorization, `$1 ${gone}`)
    .replace(assignment, `$1${gone}`)
    .replace(address, gone);
}
