import { t } from "../l10n.ts";
import { type Phase, phaseOf } from "../model/deployment.ts";
import { logSteps } from "../model/logSteps.ts";
import { oncePerLog } from "../model/oncePerLog.ts";
import type { DeploymentLog } from "../model/store.ts";
import type { Deployment, LogEntry } from "../sevalla/resources.ts";
import { atOnce } from "../sevalla/slices.ts";
import type { Span, Step } from "../webview/protocol.ts";
import { phaseIcon, toneOf } from "./phase.ts";
import { stepName } from "./step.ts";

const stepWords: Readonly<Record<Phase, () => string>> = {
  waiting: () => t("Waiting"),
  running: () => t("Running"),
  succeeded: () => t("Done"),
  failed: () => t("Failed"),
  cancelled: () => t("Cancelled"),
  skipped: () => t("Skipped"),
  unknown: () => t("Unknown"),
};

/**
 * The steps of a deployment. Sevalla tells which there are, not how each one is doing; the log may tell which have begun
 * and when. What cannot be known is not made up.
 */
export function stepsView(deployment: Deployment, log: DeploymentLog): readonly Step[] {
  const begun = timesOf(deployment, log.kind === "ready" ? log.entries : []);
  const untold = log.kind === "loading" ? t("Loading…") : t("Part of this deployment");
  return deployment.steps.map((step, index) => {
    const phase = phaseOfStep(deployment, index, begun);
    const time = begun.get(step);
    return {
      name: stepName(step),
      word: phase ? stepWords[phase]() : untold,
      icon: phase ? phaseIcon(phase).id : "circle-large-outline",
      tone: phase ? toneOf(phase) : "quiet",
      took: phase === "running" || (phase !== "waiting" && time?.took.to !== undefined) ? time?.took : undefined,
    };
  });
}

const stepsIn = oncePerLog((entries, steps) => atOnce(logSteps(entries, steps)).filter(({ level }) => level === 1));

type Times = ReadonlyMap<string, { readonly took: Span; readonly isLast: boolean }>;

/** When the steps began that the log shows, each until the next one began or the deployment ended. */
function timesOf({ steps, finishedAt }: Deployment, log: readonly LogEntry[]): Times {
  const found = stepsIn(log, steps);
  return new Map(
    found.flatMap(({ name, first }, index) => {
      const next = found[index + 1];
      const from = log[first]?.at;
      if (from === undefined) return [];
      const to = next ? log[next.first]?.at : finishedAt;
      return [[name, { took: { from, to }, isLast: !next }] as const];
    }),
  );
}

function phaseOfStep(deployment: Deployment, index: number, begun: Times): Phase | undefined {
  const phase = phaseOf(deployment.status);
  const isSameForAll = phase === "succeeded" || phase === "waiting" || phase === "skipped";
  if (isSameForAll || deployment.steps.length === 1) return phase;
  const time = begun.get(deployment.steps[index] ?? "");
  if (time) return time.isLast ? phase : "succeeded";
  if (begun.size === 0) return undefined;
  const hasLaterBegun = deployment.steps.slice(index + 1).some((step) => begun.has(step));
  if (hasLaterBegun) return "succeeded";
  return phase === "running" ? "waiting" : "skipped";
}
