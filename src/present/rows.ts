import { deploymentUnderWay, isRollback, type Phase, phaseOf } from "../model/deployment.ts";
import { hasMore, pageSize } from "../model/history.ts";
import type { History, ReadyHistory } from "../model/store.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { age, duration, exactTime, visible } from "./format.ts";
import { appPhase, type Icon, phaseIcon, phaseWord, underWayWord } from "./phase.ts";
import { describeProblem } from "./problem.ts";
import { commitUrl, releaseLine, releaseMark, releaseTitle, triggerWords } from "./release.ts";

/** One row of the Apps view, ready to be drawn. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** Name and value a line; plain text that was not escaped. */
  readonly tooltip: readonly (readonly [name: string, value: string])[];
  readonly icon: Icon;
  /** Tags that package.json's menus ask for, separated by spaces. */
  readonly context: string;
  /** The row read aloud. */
  readonly spoken: string;
}

export interface AppFacts {
  readonly app: AppSummary;
  readonly history: History | undefined;
  readonly live: Deployment | undefined;
  /** Names of the workspace folders linked to the app. */
  readonly folders: readonly string[];
  /** Auto-deploy was paused from here. */
  readonly isPaused: boolean;
}

export function appRow({ app, history, live, folders, isPaused }: AppFacts, now: number): Row {
  const deployments = history?.kind === "ready" ? history.deployments : [];
  const underWay = deploymentUnderWay(deployments);
  const newest = underWay ?? deployments[0];
  const phase = newest ? phaseOf(newest.status) : appPhase(app.status);
  const isLinked = folders.length > 0;
  const state = appState({ app, phase, underWay, live }, now);
  const label = visible(app.name);
  const description = [
    isLinked ? "linked" : undefined,
    app.type === "previewApp" ? "preview" : undefined,
    isPaused ? "auto-deploy paused" : undefined,
    state,
  ].filter((part) => part !== undefined);
  return {
    label,
    description: description.join(" · "),
    tooltip: [
      ["App", label],
      ["State", state],
      ...(isLinked ? [["Linked to", folders.map(visible).join(", ")] as const] : []),
      ...(isPaused ? [["Auto-deploy", "paused: pushes are not deployed until it is resumed"] as const] : []),
      ["Source", sourceWords(app.source)],
      ...(live ? [["Live", `${releaseTitle(live)} (${releaseLine(live, now)})`] as const] : []),
      ["ID", app.id],
    ],
    icon: app.isSuspended ? { id: "stop-circle", color: "testing.iconSkipped" } : phaseIcon(phase),
    context: [
      "app",
      isLinked ? "linked" : "unlinked",
      isPaused ? "paused" : "unpaused",
      ...(isRollback(live) ? ["rolledBack"] : []),
    ].join(" "),
    spoken: `App ${label}, ${description.join(", ")}`,
  };
}

interface AppState {
  readonly app: AppSummary;
  readonly phase: Phase;
  readonly underWay: Deployment | undefined;
  readonly live: Deployment | undefined;
}

function appState({ app, phase, underWay, live }: AppState, now: number): string {
  if (app.isSuspended) return "suspended";
  if (underWay) return underWayWord(underWay);
  if (phase === "running" || phase === "waiting") return "deploying";
  const serving = live ? `live ${releaseMark(live)} · ${age(live.createdAt, now)}` : undefined;
  if (phase === "failed") return ["last deployment failed", serving].filter(Boolean).join(" · ");
  if (serving) return serving;
  if (phase === "succeeded") return "live";
  return app.status === undefined ? "not deployed" : visible(app.status);
}

const sources: ReadonlyMap<string, string> = new Map([
  ["privateGit", "Private Git repository"],
  ["publicGit", "Public Git repository"],
  ["dockerImage", "Docker image"],
]);

function sourceWords(source: string | undefined): string {
  return sources.get(source ?? "") ?? (source ? visible(source) : "Unknown");
}

export interface DeploymentFacts {
  readonly deployment: Deployment;
  readonly isLive: boolean;
  readonly isTarget: boolean;
}

export function deploymentRow({ deployment, isLive, isTarget }: DeploymentFacts, now: number): Row {
  const phase = phaseOf(deployment.status);
  const isRollingBack = phase === "running" && isRollback(deployment);
  const word = isRollingBack ? "Rolling back" : phaseWord(deployment.status);
  const label = releaseTitle(deployment);
  const line = releaseLine(deployment, now);
  const marks = [isLive ? "live" : phase === "succeeded" ? undefined : word.toLowerCase()];
  const description = [...marks, isRollback(deployment) && !isRollingBack ? "rollback" : undefined, line]
    .filter(Boolean)
    .join(" · ");
  return {
    label,
    description,
    tooltip: tooltipOf(deployment, isLive, now),
    icon: phaseIcon(phase, isLive),
    context: [
      "deployment",
      isTarget ? "target" : undefined,
      isRollback(deployment) ? "rollback" : undefined,
      phase === "running" || phase === "waiting" ? "running" : undefined,
      commitUrl(deployment) ? "commit" : undefined,
      deployment.commitSha ? "sha" : undefined,
      deployment.image ? "image" : undefined,
    ]
      .filter(Boolean)
      .join(" "),
    spoken: `${word}${isLive ? ", live" : ""}: ${label}, ${line}`,
  };
}

function tooltipOf(deployment: Deployment, isLive: boolean, now: number): Row["tooltip"] {
  const { commitMessage, branch, commitSha, authorLogin, image, startedAt, finishedAt, createdAt, id } = deployment;
  const took = startedAt !== undefined && finishedAt !== undefined ? duration(finishedAt - startedAt) : undefined;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["Status", `${phaseWord(deployment.status)}${isLive ? ", live" : ""}`],
    ["Commit message", commitMessage ? visible(commitMessage.trim()) : undefined],
    ["Branch", branch && visible(branch)],
    ["Commit", commitSha && visible(commitSha)],
    ["Author", authorLogin && visible(authorLogin)],
    ["Image", image && visible(image)],
    ["Started by", triggerWords(deployment)],
    ["Created", `${exactTime(createdAt)} (${age(createdAt, now)})`],
    ["Took", took],
    ["ID", id],
  ];
  return lines.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

export function moreRow(history: ReadyHistory): Row | undefined {
  if (!hasMore(history)) return undefined;
  const shown = history.deployments.length;
  const next = Math.min(pageSize, history.total - history.readUpTo);
  return {
    label: "Load more",
    description: `${shown} of ${history.total}`,
    tooltip: [["Load more", `the next ${next} deployments`]],
    icon: { id: "ellipsis", color: undefined },
    context: "more",
    spoken: `Load the next ${next} deployments, ${shown} of ${history.total} shown`,
  };
}

/** @param error why the deployments could not be read; undefined when there was no key to read them with */
export function historyProblemRow(error: SevallaError | undefined): Row {
  const message = error ? describeProblem(error).message : "Sign in again to load them.";
  return {
    label: "Deployments could not be loaded",
    description: message,
    tooltip: [["Problem", message]],
    icon: { id: "warning", color: "problemsWarningIcon.foreground" },
    context: "problem",
    spoken: `Deployments could not be loaded. ${message} Press Enter to try again.`,
  };
}

export const emptyHistoryRow: Row = {
  label: "Never deployed",
  description: "",
  tooltip: [["Deployments", "none yet"]],
  icon: { id: "circle-large-outline", color: "testing.iconUnset" },
  context: "none",
  spoken: "This app has never been deployed",
};
