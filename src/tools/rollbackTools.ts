import { planInput, readInput, rollBackInput } from "../model/toolInput.ts";
import {
  badInputAnswer,
  declinedAnswer,
  missingPlanAnswer,
  notAllowedAnswer,
  obstacleAnswer,
  outcomeAnswer,
  planAnswer,
} from "../present/toolAnswers.ts";
import { isAmong } from "../sevalla/change.ts";
import { withApp } from "./meantApp.ts";
import type { Tool } from "./toolParts.ts";

export const planRollback: Tool = async (parts, plans, input, signal) => {
  const read = readInput(planInput, input);
  if (!read) return badInputAnswer;
  return withApp(parts, read.app, async (app) => {
    const plan = await parts.rollbacks.plan(app, read.deploymentId, signal);
    return plan.kind === "obstacle" ? obstacleAnswer(plan) : planAnswer(plans.keep(plan), parts.clock.now());
  });
};

/**
 * Asks in a dialog of our own, whatever VS Code has asked: it can be set to confirm tools by itself, lets the input be
 * changed after its question, and does not say which of this has happened.
 */
export const rollBack: Tool = async (parts, plans, input, signal) => {
  const read = readInput(rollBackInput, input);
  if (!read) return badInputAnswer;
  signal.throwIfAborted();
  const plan = plans.take(read.planId);
  if (typeof plan === "string") return missingPlanAnswer(plan);
  if (isAmong(parts.session.refused, plan.app.id, "deployments")) return notAllowedAnswer(plan.app);
  const agreement = await parts.ask(plan);
  if (!agreement) return declinedAnswer;
  return outcomeAnswer(await parts.carryOut(plan, agreement), plan, agreement.pauseAutoDeploy);
};
