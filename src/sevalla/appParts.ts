import * as v from "valibot";
import { time } from "./resources.ts";

/** What Sevalla runs for an app besides the requests it serves. */
export interface Process {
  readonly id: string;
  /** As people see it. */
  readonly name: string;
  /** "beforeDeployment" runs on every deployment, a rollback included. */
  readonly startPolicy: string | undefined;
}

/** An environment variable without its value, which is a secret that nothing here needs: it is never held. */
export interface EnvVar {
  readonly id: string;
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

const text = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.fallback(v.nullish(v.string()), undefined);

export const processSchema = v.pipe(
  v.object({ id: text, key: optionalText, display_name: optionalText, job_start_policy: optionalText }),
  v.transform(
    (wire): Process => ({
      id: wire.id,
      name: wire.display_name || wire.key || wire.id,
      startPolicy: wire.job_start_policy ?? undefined,
    }),
  ),
);

export const envVarSchema = v.pipe(
  v.object({ id: text, key: text, updated_at: time }),
  v.transform((wire): EnvVar => ({ id: wire.id, key: wire.key, updatedAt: wire.updated_at })),
);
