import { hashedUuid } from "./hashed.ts";
import { iso } from "./iso.ts";

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly message: string;
  readonly severity: "INFO" | "WARNING" | "ERROR";
}

/** A log line as the API answers it. `scope` and `index` make its id. */
export function logEntry(line: LogLine, service: string, scope: string, index: number) {
  return {
    id: hashedUuid(`log/${scope}/${index}`),
    message: line.message,
    service,
    severity: line.severity,
    timestamp: iso(line.at),
    tags: { service },
    attributes: { stream: line.severity === "ERROR" ? "stderr" : "stdout" },
    unix_timestamp: Math.round(line.at * 1000),
  };
}
