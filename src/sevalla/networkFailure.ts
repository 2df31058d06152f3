const connectionCalls = new Set(["connect", "getaddrinfo"]);
const connectionCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
/** What Node calls a certificate it does not trust: the handshake failed, and with it everything after. */
const certificateCode = /CERT|^UNABLE_TO_(GET|VERIFY)/;

/** Whether a failed fetch failed before any of the request had left: no connection, so nothing can have acted on it. */
export function isNeverSent(cause: unknown): boolean {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    // The addresses of one host are tried side by side, and only connecting fails so.
    if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isNeverSent);
    // node-fetch and the global fetch name the failed system call differently.
    const facts = new Map<string, unknown>(Object.entries({ ...error }));
    const call = facts.get("syscall") ?? facts.get("erroredSysCall");
    const code = facts.get("code");
    if (typeof call === "string" && connectionCalls.has(call)) return true;
    if (typeof code === "string" && (connectionCodes.has(code) || certificateCode.test(code))) return true;
  }
  return false;
}
