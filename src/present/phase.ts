/** Every word and icon the user sees, as pure functions of what is remembered. */

import { t } from "../l10n.ts";
import { isRollback, type Phase, phaseOf } from "../model/deployment.ts";
import type { Deployment } from "../sevalla/resources.ts";
import type { Tone } from "../webview/protocol.ts";
import { visible } from "./format.ts";

/** A codicon and the theme colour that VS Code's own test and task views give to such a state. */
export interface Icon {
  readonly id: string;
  readonly color: string | undefined;
}

const words: Readonly<Record<Phase, () => string>> = {
  waiting: () => t("Waiting"),
  running: () => t("Deploying"),
  succeeded: () => t("Succeeded"),
  failed: () => t("Failed"),
  cancelled: () => t("Cancelled"),
  skipped: () => t("Skipped"),
  unknown: () => t("Unknown"),
};

const wordsInSentence: Readonly<Record<Phase, () => string>> = {
  waiting: () => t("waiting"),
  running: () => t("deploying"),
  succeeded: () => t("succeeded"),
  failed: () => t("failed"),
  cancelled: () => t("cancelled"),
  skipped: () => t("skipped"),
  unknown: () => t("unknown"),
};

const icons: Readonly<Record<Phase, Icon>> = {
  waiting: { id: "clock", color: "testing.iconQueued" },
  running: { id: "loading~spin", color: "testing.iconQueued" },
  succeeded: { id: "pass", color: "testing.iconPassed" },
  failed: { id: "error", color: "testing.iconFailed" },
  cancelled: { id: "circle-slash", color: "testing.iconSkipped" },
  skipped: { id: "debug-step-over", color: "testing.iconSkipped" },
  unknown: { id: "question", color: "testing.iconUnset" },
};

/** The phase in a word; a status that is new to us is shown as Sevalla names it. */
export function phaseWord(status: string | undefined): string {
  const phase = phaseOf(status);
  return phase === "unknown" && status ? visible(status) : words[phase]();
}

/** The same where no sentence begins. */
export function phaseInSentence(status: string | undefined): string {
  const phase = phaseOf(status);
  return phase === "unknown" && status ? visible(status).toLowerCase() : wordsInSentence[phase]();
}

/** What a deployment under way does, in the same words wherever it is told. */
export function underWayWord(deployment: Deployment): string {
  return isRollback(deployment) ? t("rolling back") : t("deploying");
}

export function phaseIcon(phase: Phase, isLive = false): Icon {
  return isLive ? { id: "pass-filled", color: "testing.iconPassed" } : icons[phase];
}

const ends: ReadonlyMap<string, Phase> = new Map([
  ["Success", "succeeded"],
  ["Failed", "failed"],
  ["InProgress", "running"],
  ["Pending", "waiting"],
  ["Waiting", "waiting"],
  ["Cancelled", "cancelled"],
  ["Skipped", "skipped"],
]);

/** The state of an app, as far as its summary tells: Sevalla names it after the last deployment ("deploymentSuccess"). */
export function appPhase(status: string | undefined): Phase {
  if (!status) return "unknown";
  const end = /^deployment(Success|Failed|InProgress|Pending|Waiting|Cancelled|Skipped)$/.exec(status)?.[1];
  return ends.get(end ?? "") ?? "unknown";
}

/** The colour that goes with a phase, beside its icon and word. */
export function toneOf(phase: Phase): Tone {
  if (phase === "succeeded") return "good";
  if (phase === "failed") return "bad";
  return phase === "running" || phase === "waiting" ? "busy" : "quiet";
}
