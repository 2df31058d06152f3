import { t } from "../l10n.ts";
import { noteError } from "../sevalla/connection.ts";
import type { ToolParts } from "../tools/toolParts.ts";
import { carryOut } from "./carryOut.ts";
import { agreeing, andPause, preview, questionOf, rollBackIt } from "./confirmPlan.ts";
import { knownApps, requireApp } from "./knownApps.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { previewPlan } from "./planRollback.ts";
import { isReleased } from "./typeName.ts";

/** Who wants it stands first: a question that nobody expects must not be taken for one of one's own. */
const whoAsks = () => t("An AI agent or another extension asks for this.");

/** What the tools for language models work with: the very question, checks and outcome of the command. */
export function toolParts(parts: Parts): ToolParts {
  const { client, session, clock, ending, rollbacks, store, log } = parts;
  return {
    ...{ client, session, clock, ending, rollbacks },
    links: () => store.state.links,
    knownApps: () => knownApps(parts),
    requireApp: (id) => requireApp(parts, id),
    note: (error) => noteError(log, error),
    question: (plan) => questionOf(parts, plan),
    async ask(plan) {
      const { message, detail } = questionOf(parts, plan);
      // Nobody expects this question: Enter must not roll back, it may have been meant for an editor.
      const answer = await notify.ask(message, `${whoAsks()}\n\n${detail}`, preview(), ...agreeing(plan));
      if (answer === preview()) await previewPlan(parts, plan);
      const isAgreed = (answer === rollBackIt() || answer === andPause()) && (await isReleased(plan.app));
      return isAgreed ? { pauseAutoDeploy: answer === andPause() } : undefined;
    },
    carryOut: (plan, { pauseAutoDeploy }) => carryOut(parts, plan, pauseAutoDeploy),
  };
}
