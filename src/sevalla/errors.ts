import { t } from "../l10n.ts";

export type SevallaErrorKind =
  | "unauthorized"
  | "forbidden"
  | "notFound"
  | "rejected"
  | "rateLimited"
  | "server"
  | "offline"
  | "timeout"
  | "malformed";

/** What became of a request: it never left, Sevalla answered that it will not, or nobody can tell what Sevalla did. */
export type RequestFate = "notSent" | "refused" | "unknown";

export interface SevallaErrorDetails {
  /** A sentence in place of the kind's usual one. */
  readonly message?: string | undefined;
  /** If left out: what is certain from the kind alone. */
  readonly fate?: RequestFate | undefined;
  readonly requestId?: string | undefined;
  readonly trackingCode?: string | undefined;
  readonly status?: number | undefined;
  readonly serverMessage?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly requestsLeft?: number | undefined;
  readonly cause?: unknown;
}

const sentences: Readonly<Record<SevallaErrorKind, () => string>> = {
  unauthorized: () => t("Sevalla did not accept the API key."),
  forbidden: () => t("This API key does not have the permission for that."),
  notFound: () => t("Sevalla did not find what was asked for."),
  rejected: () => t("Sevalla refused the request."),
  rateLimited: () => t("Sevalla's limit on requests has been reached."),
  server: () => t("Sevalla had a problem of its own."),
  offline: () => t("Sevalla could not be reached."),
  timeout: () => t("Sevalla did not answer in time."),
  malformed: () => t("The answer could not be understood."),
};

const refusals: ReadonlySet<SevallaErrorKind> = new Set([
  "unauthorized",
  "forbidden",
  "notFound",
  "rejected",
  "rateLimited",
]);

/** The one error of this folder: whatever goes wrong between us and Sevalla, save a caller's own abort. */
export class SevallaError extends Error {
  override readonly name = "SevallaError";
  readonly kind: SevallaErrorKind;
  readonly fate: RequestFate;
  /** Names the request to Sevalla's support. */
  readonly requestId: string | undefined;
  /** Sevalla's own name for the error, which its support asks for. */
  readonly trackingCode: string | undefined;
  /** Of the HTTP answer, if there was one. */
  readonly status: number | undefined;
  /** What the server wrote: one line of at most 300 visible characters, and nobody to be trusted. */
  readonly serverMessage: string | undefined;
  /** How long Sevalla asks to wait before the next try, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** How many requests were left, where Sevalla says so as it turns one away: then it was for another limit than theirs. */
  readonly requestsLeft: number | undefined;

  constructor(kind: SevallaErrorKind, details: SevallaErrorDetails = {}) {
    super(details.message ?? sentences[kind](), details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.fate = details.fate ?? (refusals.has(kind) ? "refused" : "unknown");
    this.requestId = details.requestId;
    this.trackingCode = details.trackingCode;
    this.status = details.status;
    this.serverMessage = details.serverMessage;
    this.retryAfterMs = details.retryAfterMs;
    this.requestsLeft = details.requestsLeft;
  }

  /** The error itself if it is ours; anything else is a surprise, after which nothing is certain. */
  static from(cause: unknown): SevallaError {
    if (cause instanceof SevallaError) return cause;
    return new SevallaError("malformed", {
      message: t("Something unexpected went wrong on the way to Sevalla."),
      cause,
    });
  }
}

/** Whether Sevalla may have done what a request asked for, although it failed. */
export function mayHaveActed(error: SevallaError): boolean {
  return error.fate === "unknown";
}
