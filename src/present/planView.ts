import { t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import type { OpenPlan } from "../model/store.ts";
import type { Deployment } from "../sevalla/resources.ts";
import type { PlanSection, PlanSide, UndoneSection } from "../webview/protocol.ts";
import { visible } from "./format.ts";
import { ageOf, inWords } from "./moments.ts";
import { keptAsItIs, obstacleWords } from "./plan.ts";
import { describeProblem } from "./problem.ts";
import { releaseLineOf, releaseTitle } from "./release.ts";
import { riskLines } from "./risks.ts";
import { undoneView } from "./undone.ts";

/**
 * What a rollback to the open deployment would do.
 * @param live what is live as far as is known now, which may not be what the plan was made from
 */
export function planSection(open: OpenPlan, live: Deployment | undefined): PlanSection {
  if (open.kind === "planning") return { kind: "message", text: t("Planning the rollback…"), isBusy: true };
  if (open.kind === "failed") {
    return { kind: "message", text: describeProblem(open.error, t("Nothing was sent.")).message, isBusy: false };
  }
  const { plan, at } = open;
  if (plan.kind === "obstacle") return { kind: "message", text: obstacleWords(plan), isBusy: false };
  const isOutdated = live !== undefined && live.id !== plan.live.id;
  return {
    kind: "plan",
    made: isOutdated
      ? [t("What is live has changed since this was planned.")]
      : inWords(t("Planned {0}. Nothing was sent.", ageOf(at))),
    isOutdated,
    from: side(t("Live now"), plan.live),
    to: side(t("Goes back to"), plan.target),
    undone: undoneSection(plan),
    mind: [...riskLines(plan), keptAsItIs()],
  };
}

function undoneSection(plan: RollbackPlan): UndoneSection {
  const { summary, lists, canFetch } = undoneView(plan, 0, ageOf);
  return {
    summary,
    lists: lists.map(({ heading, commits, leftOut }) => ({
      heading,
      commits: commits.map(({ subject, mark, by }) => ({
        subject,
        by: inWords([mark, by].filter((part) => part !== "").join(" · ")),
      })),
      leftOut,
    })),
    canFetch,
  };
}

function side(name: string, deployment: Deployment): PlanSide {
  const author = deployment.authorLogin ? ` · ${visible(deployment.authorLogin)}` : "";
  return {
    name,
    title: releaseTitle(deployment),
    line: inWords(`${releaseLineOf(deployment, ageOf(deployment.createdAt))}${author}`),
  };
}
