const connectionCalls = new Set(["connect", "getaddrinfo"]);
const connectionCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
/** What Node calls a certificate it does not trust: the handshake failed, and with it everything after. */
const certificateCode = /CERT|^UNABLE_TO_(GET|VERIFY)/;

/** How a handshake fails, and nothing after one. Not among them is what garbage in a connection that stands also gives. */
const handshakeCode =
  /^ERR_SSL_(?:SSLV3_ALERT_HANDSHAKE_FAILURE|TLSV1_ALERT_PROTOCOL_VERSION|TLSV1_UNRECOGNIZED_NAME|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|(?:DH|EE)_KEY_TOO_SMALL)$/;
/** Node's words for a connection that ended before its handshake; the code alone is that of any reset. */
const beforeHandshake = "before secure TLS connection was established";
/** Undici's words for a proxy that opened no way to Sevalla. */
const closedTunnel = /^Proxy response \((\d{3})\) !== 200 when HTTP Tunneling/;

/** Whether a failed fetch failed before any of the request had left: no connection, so nothing can have acted on it. */
export function isNeverSent(cause: unknown): boolean {
  for (const error of errorsOf(cause)) {
    // The addresses of one host are tried side by side, and only connecting fails so.
    if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isNeverSent);
    // node-fetch and the global fetch name the failed system call differently.
    const facts = new Map<string, unknown>(Object.entries({ ...error }));
    const call = facts.get("syscall") ?? facts.get("erroredSysCall");
    const code = facts.get("code");
    if (typeof call === "string" && connectionCalls.has(call)) return true;
    if (typeof code === "string" && isBeforeRequest(code)) return true;
    if (error.message.includes(beforeHandshake) || closedTunnel.test(error.message)) return true;
  }
  return false;
}

function isBeforeRequest(code: string): boolean {
  return connectionCodes.has(code) || certificateCode.test(code) || handshakeCode.test(code);
}

/** What a proxy answered instead of opening a way to Sevalla. */
export function tunnelStatus(cause: unknown): number | undefined {
  const answers = [...errorsOf(cause)].map(({ message }) => Number(closedTunnel.exec(message)?.[1]));
  return answers.find((status) => status > 0);
}

/** An error, the one that it was made of, and so on. */
function* errorsOf(cause: unknown): Generator<Error> {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) yield error;
}
