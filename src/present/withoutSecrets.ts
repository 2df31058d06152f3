/** How secrets look, by themselves or after the name that gives them away. None of these looks back over a long text. */
const keys = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY.*?(?:-----END [A-Z ]{0,50}-----|$)/gs,
  /\bsvl_[\w-]+/g,
  /\b(?:gh[opsur]_|github_pat_|glpat-|npm_|hf_|sk-|[sr]k_(?:live|test)_|whsec_|xox[abeprs]-|dop_v1_|pypi-)[\w-]{8,}/g,
  /\bA(?:KI|SI)A[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bSG\.[\w-]{8,}\.[\w-]{8,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  /(?<=\bhooks\.slack\.com\/|\/api\/webhooks\/)[\w/-]{8,}/g,
];
/** A password may hold slashes and more of these; what begins as a port does not. */
const passwords = /(:\/\/[^\s/@:]{0,100}):(?!\d{1,5}[/?#])\S{1,300}@/g;
/** Where a text was cut, in the middle of them. */
const credentials = /(:\/\/)[^\s/@]{1,300}(?=@|…)/g;
const quoted = `\\\\?(?:"[^"]*"?|'[^']*'?`;
/** Their values have several words. */
const headers = new RegExp(
  `\\b((?:proxy-)?authorization|(?:set-)?cookie)(\\\\?["']?\\s{0,3}[=:]\\s{0,3})${quoted}|[^\\n"']+)`,
  "gi",
);
const schemes = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
const names =
  "token|secret|passw(?:or)?d|passphrase|(?<![a-z])(?:db|sql|user|root|admin)?pass(?![a-z])|pwd|api[_-]?key|private[_-]?key|access[_-]?key|credentials?|authorization";
const assignment = new RegExp(
  `\\b([\\w.-]{0,40}(?:${names})[\\w.-]{0,40}\\\\?["']?\\s{0,3}[=:]\\s{0,3})${quoted}|[^\\s"',;]+)`,
  "gi",
);
const flag = new RegExp(`(--[\\w.-]{0,40}(?:${names})[\\w.-]{0,40}\\s{1,3})(?!-)${quoted}|\\S+)`, "gi");
const address = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;

const gone = "[removed]";

/** Text from outside without what looks like a key, a password or an e-mail address. What looks like none stays. */
export function withoutSecrets(text: string): string {
  const withoutKeys = keys.reduce((rest, pattern) => rest.replace(pattern, gone), text);
  return withoutKeys
    .replace(passwords, `$1:${gone}@`)
    .replace(credentials, `$1${gone}`)
    .replace(headers, `$1$2${gone}`)
    .replace(schemes, `$1 ${gone}`)
    .replace(assignment, `$1${gone}`)
    .replace(flag, `$1${gone}`)
    .replace(address, gone);
}

/** Lines of a text, without those of private keys, which look like nothing by themselves. */
export function withoutPrivateKeys(lines: readonly string[]): readonly string[] {
  let isInKey = false;
  return lines.map((line) => {
    const begins = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/.test(line);
    const ends = line.includes("-----END ");
    const isPart =
      isInKey &&
      (ends || /^\s*(?:(?:Proc-Type|DEK-Info):.*|[A-Za-z0-9+/=]*)$|\s[A-Za-z0-9+/=]{32,}$/.test(line.trimEnd()));
    // What was read may begin within a key.
    const isLoose = /^\s*(?=[^\s]*[A-Z])(?=[^\s]*[a-z])[A-Za-z0-9+/]{64,76}\s*$/.test(line);
    isInKey = (begins || isPart) && !ends;
    return begins || isPart || isLoose ? gone : line;
  });
}
