import { stripVTControlCharacters } from "node:util";
import {
  isFinished,
  liveDeployment,
  type Phase,
  phaseOf,
  type TargetObstacle,
  targetObstacle,
} from "../model/deployment.ts";
import { deploymentsOf, findApp, type OpenDeployment, type State } from "../model/store.ts";
import type { Deployment, DeploymentId, LogEntry } from "../sevalla/resources.ts";
import type { DeploymentView, Fact, LogLine, LogView, NoticeView, PanelView, Step, Tone } from "../webview/protocol.ts";
import { effectView } from "./effect.ts";
import { age, duration, exactTime, shortSha, visible } from "./format.ts";
import { phaseIcon, phaseWord } from "./phase.ts";
import { planSection } from "./planView.ts";
import { describeProblem } from "./problem.ts";
import { commitUrl, releaseMark, releaseTitle, triggerWords } from "./release.ts";

/** The panel shows the end of a log; longer lines are cut, so that a hostile one cannot freeze it. */
const longestTail = 300;
const longestLine = 2_000;

export function panelTitle(state: State, id: DeploymentId): string {
  const open = state.open.get(id);
  const app = open && findApp(state, open.appId);
  const mark = open?.deployment ? releaseMark(open.deployment) : id.slice(0, 8);
  return app ? `${visible(app.name)}: ${mark}` : `Deployment ${mark}`;
}

/** Everything the panel of one deployment shows. */
export function panelView(state: State, id: DeploymentId, now: number): PanelView {
  const open = state.open.get(id);
  const { account } = state;
  if (account.kind === "signedOut") return notice("Signed out", "Sign in to see this deployment.", "signIn");
  if (account.kind === "rejected") {
    return notice("Signed out", "Sevalla no longer accepts the stored API key.", "signIn");
  }
  if (!open?.deployment) {
    const error = open?.error ?? (account.kind === "failed" ? account.error : undefined);
    if (error?.kind === "notFound") return notice("Deployment not found", describeProblem(error).message, undefined);
    if (error) return notice("Could not load the deployment", describeProblem(error).message, "refresh");
    return { ...notice("Loading the deployment…", "", undefined), isBusy: true };
  }
  return deploymentView(state, { ...open, deployment: open.deployment }, now);
}

function notice(title: string, text: string, intent: "signIn" | "refresh" | undefined): NoticeView {
  const action = intent && { intent, label: intent === "signIn" ? "Sign in" : "Try again" };
  return { kind: "notice", title, text, isBusy: false, action };
}

function deploymentView(
  state: State,
  { deployment, error, log, plan }: OpenDeployment & { readonly deployment: Deployment },
  now: number,
): DeploymentView {
  const live = liveDeployment(deploymentsOf(state, deployment.appId));
  const isLive = live?.id === deployment.id;
  const phase = phaseOf(deployment.status);
  const obstacle = targetObstacle(deployment, live);
  const message = deployment.commitMessage?.trim() ?? "";
  const effect = state.effects.get(deployment.id);
  return {
    kind: "deployment",
    app: visible(findApp(state, deployment.appId)?.name ?? "Unknown app"),
    title: releaseTitle(deployment),
    body: visible(message.split(/\r?\n/).slice(1).join("\n").trim()),
    status: { word: phaseWord(deployment.status), icon: phaseIcon(phase).id, tone: toneOf(phase) },
    isLive,
    warning: error && `Could not refresh. ${describeProblem(error).message}`,
    facts: factsOf(deployment, now),
    steps: stepsOf(deployment),
    log: logView(log, isFinished(deployment)),
    effect: effect && effectView(effect),
    rollBack: wayBack(obstacle, phase, live !== undefined),
    canOpenCommit: commitUrl(deployment) !== undefined,
    plan: plan && planSection(plan, live, now),
  };
}

function wayBack(obstacle: TargetObstacle | undefined, phase: Phase, isLiveKnown: boolean): DeploymentView["rollBack"] {
  if (obstacle === undefined && !isLiveKnown) return { whyNot: "What is live now is not known yet." };
  if (obstacle === undefined) return { label: "Roll back to this deployment…", canPreview: true };
  if (obstacle === "live") return { label: "Roll back to the one before…", canPreview: false };
  if (phase === "running" || phase === "waiting") return { whyNot: "This deployment has not finished yet." };
  if (obstacle === "noImage") return { whyNot: "It cannot be rolled back to: Sevalla has no image of it." };
  return { whyNot: "It cannot be rolled back to: it did not succeed." };
}

function toneOf(phase: Phase): Tone {
  if (phase === "succeeded") return "good";
  if (phase === "failed") return "bad";
  return phase === "running" || phase === "waiting" ? "busy" : "quiet";
}

function factsOf(deployment: Deployment, now: number): readonly Fact[] {
  const { createdAt, startedAt, finishedAt, branch, commitSha, authorLogin, image, repoUrl, id } = deployment;
  const ended = finishedAt ?? (isFinished(deployment) ? undefined : now);
  const took = startedAt !== undefined && ended !== undefined ? duration(ended - startedAt) : undefined;
  const facts: readonly (Fact | undefined)[] = [
    fact("Started by", triggerWords(deployment)),
    fact("Created", age(createdAt, now), exactTime(createdAt)),
    startedAt === undefined ? undefined : fact("Started", age(startedAt, now), exactTime(startedAt)),
    finishedAt === undefined ? undefined : fact("Finished", age(finishedAt, now), exactTime(finishedAt)),
    took === undefined ? undefined : fact(finishedAt === undefined ? "Running for" : "Took", took),
    branch === undefined ? undefined : fact("Branch", visible(branch)),
    commitSha === undefined ? undefined : fact("Commit", visible(shortSha(commitSha)), visible(commitSha), "sha"),
    authorLogin === undefined ? undefined : fact("Author", visible(authorLogin)),
    repoUrl === undefined ? undefined : fact("Repository", visible(repoUrl)),
    image === undefined ? undefined : fact("Image", visible(image), undefined, "image"),
    fact("Deployment ID", id, undefined, "id"),
  ];
  return facts.filter((one) => one !== undefined);
}

function fact(name: string, value: string, exact?: string, copy?: Fact["copy"]): Fact {
  return { name, value, exact, copy };
}

const stepNames: ReadonlyMap<string, string> = new Map([
  ["checkout", "Check out"],
  ["build", "Build"],
  ["rollout", "Roll out"],
  ["syncConnections", "Sync connections"],
]);

/** Sevalla tells which steps there are, not how each one is doing: what cannot be known is not made up. */
function stepsOf(deployment: Deployment): readonly Step[] {
  const phase = phaseOf(deployment.status);
  const isOnly = deployment.steps.length === 1;
  const stepPhase: Phase | undefined =
    phase === "succeeded" || phase === "waiting" || phase === "skipped" || isOnly ? phase : undefined;
  return deployment.steps.map((step) => ({
    name: stepNames.get(step) ?? visible(step),
    word: stepPhase ? stepWords[stepPhase] : "Part of this deployment",
    icon: stepPhase ? phaseIcon(stepPhase).id : "circle-large-outline",
    tone: stepPhase ? toneOf(stepPhase) : "quiet",
  }));
}

const stepWords: Readonly<Record<Phase, string>> = {
  waiting: "Waiting",
  running: "Running",
  succeeded: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
  skipped: "Skipped",
  unknown: "Unknown",
};

function logView(log: OpenDeployment["log"], isOver: boolean): LogView {
  if (log.kind === "loading") return { kind: "message", text: "Loading the log…" };
  if (log.kind === "failed") return { kind: "message", text: describeProblem(log.error).message };
  if (log.entries.length === 0) {
    return { kind: "message", text: isOver ? "This deployment wrote no log." : "Nothing has been logged yet." };
  }
  const tail = log.entries.slice(-longestTail);
  return { kind: "lines", lines: tail.map(logLine), leftOut: log.entries.length - tail.length };
}

function logLine({ id, message, severity, at }: LogEntry): LogLine {
  const text = visible(stripVTControlCharacters(message.slice(0, longestLine)).trimEnd());
  const level = (severity ?? "INFO").toUpperCase();
  const tone: Tone = /ERR|CRIT|FATAL|ALERT|EMERG/.test(level) ? "bad" : /WARN/.test(level) ? "busy" : "quiet";
  return {
    id,
    time: new Date(at).toLocaleTimeString(undefined, { hour12: false }),
    severity: visible(level),
    tone,
    text: message.length > longestLine ? `${text}…` : text,
  };
}
