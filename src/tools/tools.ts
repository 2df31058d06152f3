import * as vscode from "vscode";
import { toolNames } from "../contributions.ts";
import { t } from "../l10n.ts";
import { KeptPlans } from "../model/keptPlans.ts";
import { readInput, rollBackInput } from "../model/toolInput.ts";
import type { ToolAnswer } from "../present/forModel.ts";
import { inert } from "../present/format.ts";
import { lines } from "../present/markdown.ts";
import { badInputAnswer, errorAnswer, signedOutAnswer } from "../present/toolAnswers.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { deploymentLog, listDeployments } from "./readTools.ts";
import { planRollback, rollBack } from "./rollbackTools.ts";
import type { Tool, ToolParts, Tools } from "./toolParts.ts";

const tools: ReadonlyMap<string, readonly [doing: () => string, tool: Tool]> = new Map([
  [toolNames.listDeployments, [() => t("Reading deployments from Sevalla"), listDeployments]],
  [toolNames.deploymentLog, [() => t("Reading a log from Sevalla"), deploymentLog]],
  [toolNames.planRollback, [() => t("Planning a rollback"), planRollback]],
  [toolNames.rollBack, [() => t("Rolling back"), rollBack]],
]);

/** The tools as VS Code calls them. */
export function openTools(parts: ToolParts): Tools {
  const plans = new KeptPlans(parts.session, parts.clock);
  return {
    prepare(name, input) {
      const [doing] = tools.get(name) ?? [];
      const invocationMessage = doing ? doing() : t("Asking Sevalla");
      const read = name === toolNames.rollBack ? readInput(rollBackInput, input) : undefined;
      const plan = read && plans.look(read.planId);
      // Without a plan there is nothing to agree to: the call answers why.
      if (!plan || typeof plan === "string") return { invocationMessage };
      const { message, detail } = parts.question(plan);
      const confirmationMessages = { title: inert(message), message: new vscode.MarkdownString(lines(detail)) };
      return { invocationMessage, confirmationMessages };
    },
    async invoke(name, input, token) {
      const [, tool] = tools.get(name) ?? [];
      const answer = await answered(parts, async (signal) => tool?.(parts, plans, input, signal), token);
      const text = JSON.stringify(answer ?? badInputAnswer);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

/** Errors are answers: whoever asked can do nothing with an exception. */
async function answered(
  { session, ending, note }: ToolParts,
  work: (signal: AbortSignal) => Promise<ToolAnswer | undefined>,
  token: vscode.CancellationToken,
): Promise<ToolAnswer | undefined> {
  if (session.state.kind === "starting") await session.read();
  const asked = session.state;
  if (asked.kind !== "signedIn") return signedOutAnswer;
  const cancel = new AbortController();
  if (token.isCancellationRequested) cancel.abort();
  const listening = token.onCancellationRequested(() => cancel.abort());
  try {
    return await work(AbortSignal.any([cancel.signal, ending]));
  } catch (error) {
    if (!(error instanceof SevallaError)) throw error;
    note(error);
    if (error.kind === "unauthorized") session.reject(asked);
    return errorAnswer(error);
  } finally {
    listening.dispose();
  }
}
