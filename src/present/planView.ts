import { t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import type { OpenPlan } from "../model/store.ts";
import type { Deployment } from "../sevalla/resources.ts";
import type { PlanSection, PlanSide, UndoneSection } from "../webview/protocol.ts";
import { age, visible } from "./format.ts";
import { keptAsItIs, obstacleWords } from "./plan.ts";
import { describeProblem } from "./problem.ts";
import { releaseLine, releaseTitle } from "./release.ts";
import { riskLines } from "./risks.ts";
import { undoneView } from "./undone.ts";

/**
 * What a rollback to the open deployment would do.
 * @param live what is live as far as is known now, which may not be what the plan was made from
 */
export function planSection(open: OpenPlan, live: Deployment | undefined, now: number): PlanSection {
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
      ? t("What is live has changed since this was planned.")
      : t("Planned {0}. Nothing was sent.", age(at, now)),
    isOutdated,
    from: side(t("Live now"), plan.live, now),
    to: side(t("Goes back to"), plan.target, now),
    undone: undoneSection(plan, now),
    mind: [...riskLines(plan), keptAsItIs()],
  };
}

function undoneSection(plan: RollbackPlan, now: number): UndoneSection {
  const { summary, lists, canFetch } = undoneView(plan, now);
  return {
    summary,
    lists: lists.map(({ heading, commits, leftOut }) => ({
      heading,
      commits: commits.map(({ subject, mark, by }) => ({ subject, mark, by })),
      leftOut,
    })),
    canFetch,
  };
}

function side(name: string, deployment: Deployment, now: number): PlanSide {
  const author = deployment.authorLogin ? ` · ${visible(deployment.authorLogin)}` : "";
  return { name, title: releaseTitle(deployment), line: `${releaseLine(deployment, now)}${author}` };
}
