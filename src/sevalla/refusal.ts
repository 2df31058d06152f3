import * as v from "valibot";
import { budgetIn } from "./budget.ts";
import { SevallaError, type SevallaErrorKind } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { json } from "./json.ts";
import { plainText } from "./plainText.ts";
import { fromProxy, proxyStatus } from "./proxyRefusal.ts";
import { askedPauseMs } from "./retry.ts";
import { atOnce } from "./slices.ts";

const longestMessage = 300;
const longestCode = 100;

const text = v.fallback(v.nullish(v.string()), undefined);
const errorWire = v.object({
  message: text,
  data: v.fallback(v.nullish(v.object({ code: text, message: text })), undefined),
});

const kinds: Readonly<Record<number, SevallaErrorKind>> = {
  [proxyStatus]: "offline",
  401: "unauthorized",
  403: "forbidden",
  404: "notFound",
  429: "rateLimited",
};

/**
 * The error that an answer other than 2xx amounts to. The status decides; the body may be a gateway's HTML.
 * @param token is masked wherever the server repeats it
 */
export function refusalOf(answer: Answer, token: string, now: number): SevallaError {
  const said = v.safeParse(errorWire, parsed(answer.body));
  const { message, data } = said.success ? said.output : {};
  return new SevallaError(kindOf(answer.status), {
    ...fromProxy(answer.status),
    status: answer.status,
    requestId: requestIdOf(answer, token),
    trackingCode: plainText(data?.code, longestCode, token),
    serverMessage: plainText(message, longestMessage, token) ?? plainText(data?.message, longestMessage, token),
    ...(answer.status === 429
      ? { retryAfterMs: askedPauseMs(answer.headers, now), requestsLeft: budgetIn(answer.headers)?.remaining }
      : {}),
  });
}

export function requestIdOf({ headers }: Pick<Answer, "headers">, token: string): string | undefined {
  return plainText(headers.get("x-request-id"), longestCode, token);
}

/** The JSON in a body, or undefined. */
export function parsed(body: Answer["body"]): unknown {
  return atOnce(parsing(body));
}

/** The same, in steps. */
export function* parsing(body: Answer["body"]): Generator<undefined, unknown> {
  if (typeof body !== "string") return undefined;
  try {
    return yield* json(body);
  } catch {
    return undefined;
  }
}

function kindOf(status: number): SevallaErrorKind {
  return kinds[status] ?? (status >= 500 ? "server" : "rejected");
}
