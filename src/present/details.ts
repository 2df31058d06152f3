import { t } from "../l10n.ts";
import {
  isRollback,
  isUnderWay,
  liveDeployment,
  type Phase,
  phaseOf,
  type TargetObstacle,
  targetObstacle,
} from "../model/deployment.ts";
import { deploymentsOf, findApp, historyOf, type OpenDeployment, type State } from "../model/store.ts";
import { isAmong } from "../sevalla/change.ts";
import type { Deployment, DeploymentId } from "../sevalla/resources.ts";
import type {
  CommitCard,
  DeploymentView,
  Fact,
  Mend,
  NoticeView,
  PanelView,
  Warning,
  Words,
} from "../webview/protocol.ts";
import { effectView } from "./effect.ts";
import { failuresOf } from "./failure.ts";
import { duration, exactTime, shortSha, subject, visible } from "./format.ts";
import { commitUrl, repositoryUrl } from "./hostPages.ts";
import { ageOf, inWords } from "./moments.ts";
import { comparison, historyView, neighbours, reachOf, spanOf } from "./panelHistory.ts";
import { logView } from "./panelLog.ts";
import { stepsView } from "./panelSteps.ts";
import { phaseIcon, phaseWord, toneOf } from "./phase.ts";
import { planSection } from "./planView.ts";
import { describeProblem, mendFor } from "./problem.ts";
import { refusedWords } from "./refused.ts";
import { releaseMark, releaseTitle, triggerWords } from "./release.ts";

export interface PanelOptions {
  /** Whether pictures may be loaded from elsewhere. */
  readonly arePicturesAllowed: boolean;
  /** Whether a file of the workspace is known that a log names so. */
  readonly hasFile?: (path: string) => boolean;
}

/** The title of its tab. A release may be deployed more than once: then the times tell the tabs apart. */
export function panelTitle(state: State, id: DeploymentId): string {
  const title = shortTitle(state, id);
  const createdAt = state.open.get(id)?.deployment?.createdAt;
  const isAmbiguous = [...state.open.keys()].some((other) => other !== id && shortTitle(state, other) === title);
  return isAmbiguous && createdAt !== undefined ? `${title}, ${exactTime(createdAt, toTheSecond)}` : title;
}

function shortTitle(state: State, id: DeploymentId): string {
  const open = state.open.get(id);
  const app = open && findApp(state, open.appId);
  const mark = open?.deployment ? releaseMark(open.deployment) : id.slice(0, 8);
  const what = isRollback(open?.deployment) ? t("rollback to {0}", mark) : mark;
  return app ? `${visible(app.name)}: ${what}` : t("Deployment {0}", mark);
}

const toTheSecond = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit" } as const;

/** Everything the panel of one deployment shows, but for the lines of its log. */
export function panelView(state: State, id: DeploymentId, options: PanelOptions): PanelView {
  const open = state.open.get(id);
  const { account } = state;
  if (account.kind === "signedOut") return notice(t("Signed out"), t("Sign in to see this deployment."), signIn);
  if (account.kind === "rejected") {
    return notice(t("Signed out"), t("Sevalla no longer accepts the stored API key."), signIn);
  }
  if (!open?.deployment) {
    const error = open?.error ?? (account.kind === "failed" ? account.error : undefined);
    const title = error?.kind === "notFound" ? t("Deployment not found") : t("Could not load the deployment");
    if (error) return notice(title, describeProblem(error).message, mendFor(error));
    return { ...notice(t("Loading the deployment…"), "", undefined), isBusy: true };
  }
  return deploymentView(state, { ...open, deployment: open.deployment }, options);
}

const signIn = { type: "signIn" } as const;

function notice(title: string, text: string, mend: Mend | undefined): NoticeView {
  return { kind: "notice", title, text, isBusy: false, mend };
}

function deploymentView(
  state: State,
  open: OpenDeployment & { readonly deployment: Deployment },
  options: PanelOptions,
): DeploymentView {
  const { deployment, error, log, plan } = open;
  const all = deploymentsOf(state, deployment.appId);
  const reach = reachOf(historyOf(state, deployment.appId));
  const live = liveDeployment(all);
  const isGone = error?.kind === "notFound";
  const phase = phaseOf(deployment.status);
  const effect = state.effects.get(deployment.id);
  const isRefused = isAmong(state.key.refused, deployment.appId, "deployments");
  const app = visible(findApp(state, deployment.appId)?.name ?? t("Unknown app"));
  return {
    kind: "deployment",
    app,
    title: releaseTitle(deployment),
    status: { word: phaseWord(deployment.status), icon: phaseIcon(phase).id, tone: toneOf(phase) },
    isLive: live?.id === deployment.id && !isGone,
    origin: inWords(beginning(deployment, ageOf(deployment.createdAt))),
    warning: error && warningOf(error, open.asOf),
    comparison: comparison(all, deployment, reach),
    ...neighbours(all, deployment, reach),
    commit: commitCard(deployment, options),
    facts: factsOf(deployment),
    steps: stepsView(deployment, log),
    errors: failuresOf({ ...open, deployment }).map(({ text, entry, place }) => ({
      ...{ text, entry },
      place: place && options.hasFile?.(place.path) ? { start: place.start, end: place.end } : undefined,
    })),
    log: logView(log, deployment),
    canCancel: !isGone && isUnderWay(deployment),
    deployAgain: isGone || isRefused ? undefined : deployAgain(deployment, phase),
    rollBack: isGone
      ? { whyNot: t("It cannot be rolled back to any more.") }
      : isRefused
        ? { whyNot: refusedWords("deployments", app) }
        : wayBack(deployment, targetObstacle(deployment, live), phase, live !== undefined),
    plan: isGone ? undefined : plan && planSection(plan, live),
    effect: effect && effectView(effect),
    history: historyView(all, deployment),
  };
}

function warningOf(error: NonNullable<OpenDeployment["error"]>, asOf: number | undefined): Warning {
  if (error.kind === "notFound") {
    const text = t("Sevalla does not have this deployment any more. This is how it was last seen.");
    return { text: [text], mend: undefined };
  }
  const since = asOf === undefined ? "" : ` ${t("Shown as of {0}.", ageOf(asOf))}`;
  return { text: inWords(t("Could not refresh. {0}", describeProblem(error).message) + since), mend: mendFor(error) };
}

/** What is deployed again is the branch, so of a rollback or a restart it would be something else. */
function deployAgain({ branch, commitSha, trigger = "" }: Deployment, phase: Phase): string | undefined {
  const isOfBranch = commitSha !== undefined && !["ROLLBACK_DEPLOYMENT", "RESTART"].includes(trigger);
  if (!branch || !isOfBranch || (phase !== "failed" && phase !== "cancelled")) return undefined;
  return t("Deploy {0} again…", visible(branch));
}

/** Who it was is not told: the author that Sevalla names is the commit's. */
function beginning(deployment: Deployment, when: string): string {
  const hasSucceeded = phaseOf(deployment.status) === "succeeded";
  if (isRollback(deployment)) return hasSucceeded ? t("Rolled back {0}", when) : t("Rollback started {0}", when);
  if (deployment.trigger === "RESTART") return hasSucceeded ? t("Restarted {0}", when) : t("Restart started {0}", when);
  return `${triggerWords(deployment)} ${when}`;
}

function wayBack(
  deployment: Deployment,
  obstacle: TargetObstacle | undefined,
  phase: Phase,
  isLiveKnown: boolean,
): DeploymentView["rollBack"] {
  if (obstacle === undefined && !isLiveKnown) return { whyNot: t("What is live now is not known yet.") };
  if (obstacle === undefined) return { label: t("Roll back to this deployment…"), canPreview: true, isUndo: false };
  // Before a rollback there is what it was to get rid of.
  if (obstacle === "live" && isRollback(deployment))
    return { label: t("Undo rollback…"), canPreview: false, isUndo: true };
  if (obstacle === "live") return { label: t("Roll back to the one before…"), canPreview: false, isUndo: false };
  if (phase === "running" || phase === "waiting") return { whyNot: t("This deployment has not finished yet.") };
  if (obstacle === "noImage") return { whyNot: t("It cannot be rolled back to: Sevalla has no image of it.") };
  return { whyNot: t("It cannot be rolled back to: it did not succeed.") };
}

function commitCard(deployment: Deployment, { arePicturesAllowed }: PanelOptions): CommitCard | undefined {
  const { commitSha, commitMessage, authorLogin, authorImage, branch } = deployment;
  if (!commitSha) return undefined;
  const message = commitMessage?.trim() ?? "";
  const [first = "", ...rest] = message.split(/\r?\n/);
  // The title leaves out the end of a long first line.
  const isCut = subject(message) !== visible(first).trim();
  const author = authorLogin === undefined ? undefined : visible(authorLogin);
  return {
    body: visible(isCut ? message : rest.join("\n").trim()),
    author,
    initials: initialsOf(author ?? ""),
    picture: arePicturesAllowed ? httpsUrl(authorImage) : undefined,
    sha: visible(shortSha(commitSha)),
    fullSha: visible(commitSha),
    branch: branch === undefined ? undefined : visible(branch),
    canOpen: commitUrl(deployment) !== undefined,
  };
}

/** "ml" of "mara-lindqvist", "oc" of "octocat". */
function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const [first = "", second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join("").toUpperCase() || "?";
}

function httpsUrl(text: string | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" && !url.username && !url.password ? url.href : undefined;
}

function factsOf(deployment: Deployment): readonly Fact[] {
  const { createdAt, startedAt, finishedAt, image, repoUrl, branch, commitSha, id } = deployment;
  const page = repositoryUrl(deployment);
  const queued = startedAt === undefined ? undefined : Math.max(0, startedAt - createdAt);
  return [
    fact(t("Created"), inWords(ageOf(createdAt)), { at: createdAt }),
    fact(t("Started"), queued === undefined ? [] : [laterWords(queued)], { at: startedAt }),
    fact(t("Finished"), finishedAt === undefined ? [] : [{ at: finishedAt, form: "exact" }]),
    fact(finishedAt === undefined ? t("Running for") : t("Took"), spanOf(deployment) ?? []),
    fact(t("Repository"), words(page?.replace("https://", "") ?? repoUrl), {
      copy: "repository",
      hasPage: page !== undefined,
    }),
    // The commit's card names it otherwise.
    fact(t("Branch"), commitSha ? [] : words(branch), { copy: "branch" }),
    fact(t("Image"), words(image), { copy: "image" }),
    fact(t("Deployment ID"), [id], { copy: "id" }),
  ];
}

function laterWords(ms: number): string {
  return ms < 1_000 ? t("at once") : t("{0} later", duration(ms));
}

function words(text: string | undefined): Words {
  return text ? [visible(text)] : [];
}

function fact(
  name: string,
  value: Fact["value"],
  { at, copy, hasPage = false }: { readonly [K in "at" | "copy" | "hasPage"]?: Fact[K] | undefined } = {},
): Fact {
  return { name, value, at, copy, hasPage };
}
