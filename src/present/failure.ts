import { phaseOf } from "../model/deployment.ts";
import { lastErrorLines } from "../model/logErrors.ts";
import { type LogReference, logReferences } from "../model/logReferences.ts";
import { oncePerLog } from "../model/oncePerLog.ts";
import type { OpenDeployment } from "../model/store.ts";
import { subject } from "./format.ts";

const mostErrors = 5;
const longestError = 300;

/** A line that tells why a deployment failed. */
export interface Failure {
  readonly text: string;
  /** Which entry of the log it is in, counted from 0. */
  readonly entry: number;
  /** The file that it names, which need not be there. */
  readonly place: LogReference | undefined;
}

const found = oncePerLog((entries) =>
  lastErrorLines(entries, mostErrors).map(({ text, entry }): Failure => {
    const line = subject(text, longestError);
    return { text: line, entry, place: logReferences(line)[0] };
  }),
);

/** Why a deployment failed, as far as its log tells; none of another. */
export function failuresOf({ deployment, log }: OpenDeployment): readonly Failure[] {
  return log.kind === "ready" && phaseOf(deployment?.status) === "failed" ? found(log.entries) : [];
}
