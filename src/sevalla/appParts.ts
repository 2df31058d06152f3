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

/** An address at which an app answers. */
export interface Domain {
  readonly id: string;
  /** A host name, such as "shop.example.com". */
  readonly name: string;
  readonly isPrimary: boolean;
  readonly isEnabled: boolean;
  /** A pattern that stands for many names; none of them can be opened. */
  readonly isWildcard: boolean;
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

const flag = v.fallback(v.nullish(v.boolean()), undefined);

export const domainSchema = v.pipe(
  v.object({ id: text, name: text, is_primary: flag, is_enabled: flag, is_wildcard: flag }),
  v.transform(
    (wire): Domain => ({
      id: wire.id,
      name: wire.name,
      isPrimary: wire.is_primary === true,
      isEnabled: wire.is_enabled !== false,
      isWildcard: wire.is_wildcard === true,
    }),
  ),
);
