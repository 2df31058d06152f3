import { formatCount, plural, t } from "../l10n.ts";
import { isRollback, type Phase, phaseOf } from "../model/deployment.ts";
import { hasMore, overviewOf, pageSize } from "../model/history.ts";
import type { History, ReadyHistory } from "../model/store.ts";
import { type Change, isAmong } from "../sevalla/change.ts";
import type { SevallaError } from "../sevalla/errors.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { age, duration, exactTime, visible } from "./format.ts";
import { commitUrl } from "./hostPages.ts";
import { appPhase, type Icon, phaseIcon, phaseInSentence, phaseWord, underWayWord } from "./phase.ts";
import { describeProblem } from "./problem.ts";
import { refusedWords } from "./refused.ts";
import { releaseLine, releaseMark, releaseTitle, triggerWords } from "./release.ts";

/** Name and value a line; plain text that was not escaped. */
export type Tooltip = readonly (readonly [name: string, value: string])[];

/** One row of the Apps view, ready to be drawn. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly tooltip: () => Tooltip;
  readonly icon: Icon;
  /** Tags that package.json's menus ask for, separated by spaces. */
  readonly context: string;
  /** The row read aloud. */
  readonly spoken: string;
}

export interface AppFacts {
  readonly app: AppSummary;
  readonly history: History | undefined;
  /** Names of the workspace folders linked to the app. */
  readonly folders: readonly string[];
  /** Auto-deploy was paused from here. */
  readonly isPaused: boolean;
  /** It is off, and was turned off elsewhere. */
  readonly isAutoDeployOff?: boolean;
  /** What Sevalla has refused to change with the key in use; left out where there is no menu. */
  readonly refused?: readonly Change[];
}

export function appRow(
  { app, history, folders, isPaused, isAutoDeployOff = false, refused = [] }: AppFacts,
  now: number,
): Row {
  const { live, underWay } = overviewOf(history);
  const newest = underWay ?? (history?.kind === "ready" ? history.deployments[0] : undefined);
  const phase = newest ? phaseOf(newest.status) : appPhase(app.status);
  const isLinked = folders.length > 0;
  const state = appState({ app, phase, underWay, live }, now);
  const label = visible(app.name);
  const kinds = (["deployments", "settings"] as const).filter((kind) => isAmong(refused, app.id, kind));
  const description = [
    isLinked ? t("linked") : undefined,
    app.type === "previewApp" ? t("preview") : undefined,
    isPaused ? t("auto-deploy paused") : undefined,
    state,
  ].filter((part) => part !== undefined);
  return {
    label,
    description: description.join(" · "),
    tooltip: () => [
      [t("App"), label],
      [t("State"), state],
      ...(isLinked ? [[t("Linked to"), folders.map(visible).join(", ")] as const] : []),
      ...autoDeployLine(isPaused, isAutoDeployOff),
      [t("Source"), sourceWords(app.source)],
      ...(live ? [[t("Live"), `${releaseTitle(live)} (${releaseLine(live, now)})`] as const] : []),
      ...kinds.map((kind) => [t("API key"), refusedWords(kind, label)] as const),
      [t("ID"), app.id],
    ],
    icon: app.isSuspended ? { id: "stop-circle", color: "testing.iconSkipped" } : phaseIcon(phase),
    context: [
      "app",
      isLinked ? "linked" : "unlinked",
      isPaused || isAutoDeployOff ? "paused" : "unpaused",
      ...(isRollback(live) ? ["rolledBack"] : []),
      ...kinds.map(refusedTag),
    ].join(" "),
    spoken: t("App {0}, {1}", label, description.join(", ")),
  };
}

/** That it is off for good, as many keep it, is no state of the app that is worth a place in its row. */
function autoDeployLine(isPaused: boolean, isOff: boolean): Tooltip {
  if (isPaused) return [[t("Auto-deploy"), t("paused: pushes are not deployed until it is resumed")]];
  return isOff ? [[t("Auto-deploy"), t("off: pushes are not deployed")]] : [];
}

interface AppState {
  readonly app: AppSummary;
  readonly phase: Phase;
  readonly underWay: Deployment | undefined;
  readonly live: Deployment | undefined;
}

function appState({ app, phase, underWay, live }: AppState, now: number): string {
  if (app.isSuspended) return t("suspended");
  if (underWay) return underWayWord(underWay);
  if (phase === "running" || phase === "waiting") return t("deploying");
  const serving = live ? `${t("live {0}", releaseMark(live))} · ${age(live.createdAt, now)}` : undefined;
  if (phase === "failed") return [t("last deployment failed"), serving].filter(Boolean).join(" · ");
  if (serving) return serving;
  if (phase === "succeeded") return t("live");
  return app.status === undefined ? t("not deployed") : visible(app.status);
}

const sources: ReadonlyMap<string, () => string> = new Map([
  ["privateGit", () => t("Private Git repository")],
  ["publicGit", () => t("Public Git repository")],
  ["dockerImage", () => t("Docker image")],
]);

function sourceWords(source: string | undefined): string {
  return sources.get(source ?? "")?.() ?? (source ? visible(source) : t("Unknown"));
}

export interface DeploymentFacts {
  readonly deployment: Deployment;
  readonly isLive: boolean;
  readonly isTarget: boolean;
  readonly refused?: readonly Change[];
}

/** Asked for by the `enablement` of commands: greys out what the key in use may not do. */
function refusedTag(kind: Change["kind"]): string {
  return kind === "deployments" ? "undeployable" : "unsettable";
}

export function deploymentRow({ deployment, isLive, isTarget, refused = [] }: DeploymentFacts, now: number): Row {
  const phase = phaseOf(deployment.status);
  const isRollingBack = phase === "running" && isRollback(deployment);
  const word = isRollingBack ? t("Rolling back") : phaseWord(deployment.status);
  const state = isRollingBack ? underWayWord(deployment) : phaseInSentence(deployment.status);
  const label = releaseTitle(deployment);
  const line = releaseLine(deployment, now);
  const marks = [isLive ? t("live") : phase === "succeeded" ? undefined : state];
  const isBack = isRollback(deployment) && !isRollingBack;
  const description = [...marks, isBack ? t("rollback") : undefined, line].filter(Boolean).join(" · ");
  return {
    label,
    description,
    tooltip: () => tooltipOf(deployment, isLive, now),
    icon: phaseIcon(phase, isLive),
    context: [
      "deployment",
      isTarget ? "target" : undefined,
      isRollback(deployment) ? "rollback" : undefined,
      phase === "running" || phase === "waiting" ? "running" : undefined,
      commitUrl(deployment) ? "commit" : undefined,
      deployment.commitSha ? "sha" : undefined,
      deployment.image ? "image" : undefined,
      isAmong(refused, deployment.appId, "deployments") ? refusedTag("deployments") : undefined,
    ]
      .filter(Boolean)
      .join(" "),
    spoken: `${[withLive(word, isLive), ...(isBack ? [t("rollback")] : [])].join(", ")}: ${label}, ${line}`,
  };
}

function withLive(word: string, isLive: boolean): string {
  return isLive ? `${word}, ${t("live")}` : word;
}

function tooltipOf(deployment: Deployment, isLive: boolean, now: number): Tooltip {
  const { commitMessage, branch, commitSha, authorLogin, image, startedAt, finishedAt, createdAt, id } = deployment;
  const took = startedAt !== undefined && finishedAt !== undefined ? duration(finishedAt - startedAt) : undefined;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t("Status"), withLive(phaseWord(deployment.status), isLive)],
    [t("Commit message"), commitMessage ? visible(commitMessage.trim()) : undefined],
    [t("Branch"), branch && visible(branch)],
    [t("Commit"), commitSha && visible(commitSha)],
    [t("Author"), authorLogin && visible(authorLogin)],
    [t("Image"), image && visible(image)],
    [t("Started by"), triggerWords(deployment)],
    [t("Created"), `${exactTime(createdAt)} (${age(createdAt, now)})`],
    [t("Took"), took],
    [t("ID"), id],
  ];
  return lines.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

export function moreRow(history: ReadyHistory): Row | undefined {
  if (!hasMore(history)) return undefined;
  const shown = history.deployments.length;
  const next = Math.min(pageSize, history.total - history.readUpTo);
  const [more, place, total] = [formatCount(next), formatCount(shown), formatCount(history.total)];
  return {
    label: t("Load more"),
    description: t("{0} of {1}", place, total),
    tooltip: () => [
      [t("Load more"), plural(next, t("the next {0} deployment", more), t("the next {0} deployments", more))],
    ],
    icon: { id: "ellipsis", color: undefined },
    context: "more",
    spoken: plural(
      next,
      t("Load the next {0} deployment, {1} of {2} shown", more, place, total),
      t("Load the next {0} deployments, {1} of {2} shown", more, place, total),
    ),
  };
}

/** @param error why the deployments could not be read; undefined when there was no key to read them with */
export function historyProblemRow(error: SevallaError | undefined): Row {
  const message = error ? describeProblem(error).message : t("Sign in again to load them.");
  return {
    label: t("Deployments could not be loaded"),
    description: message,
    tooltip: () => [[t("Problem"), message]],
    icon: { id: "warning", color: "problemsWarningIcon.foreground" },
    context: "problem",
    spoken: t("Deployments could not be loaded. {0} Press Enter to try again.", message),
  };
}

export function emptyHistoryRow(): Row {
  return {
    label: t("Never deployed"),
    description: "",
    tooltip: () => [[t("Deployments"), t("none yet")]],
    icon: { id: "circle-large-outline", color: "testing.iconUnset" },
    context: "none",
    spoken: t("This app has never been deployed"),
  };
}
