import { t } from "../l10n.ts";
import { liveDeployment } from "../model/deployment.ts";
import type { DeployOutcome } from "../model/deploys.ts";
import type { SessionState } from "../model/session.ts";
import { deploymentsOf, historyOf, troubleOf } from "../model/store.ts";
import { deployConfirmation, deployOutcomeWords, deployTitle } from "../present/deploy.ts";
import { visible } from "../present/format.ts";
import { whichApp } from "../present/whichApp.ts";
import type { DeployWish } from "../sevalla/client.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { wasTurnedDown, withProgress } from "./carryOut.ts";
import { reading } from "./lateProgress.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { tellOutcome } from "./tellOutcome.ts";

/** Asks, sends once, follows to the end and says how it ended. */
export async function deployApp(parts: Parts, app: AppSummary, wish: DeployWish): Promise<void> {
  const asked = parts.session.state;
  const title = t("Reading the deployments of {0}", visible(app.name));
  await reading(parts, title, () => parts.reader.readHistory(app.id));
  const { state } = parts.store;
  const live = troubleOf(historyOf(state, app.id)) ? undefined : liveDeployment(deploymentsOf(state, app.id));
  const { message, detail } = deployConfirmation(app, wish, live, parts.clock.now(), whichApp(state, app));
  const doIt = wish.isRestart ? t("Restart") : t("Deploy");
  if ((await notify.ask(message, detail, doIt)) !== doIt) return;
  const outcome = await withProgress(parts, deployTitle(app, wish), (options) =>
    parts.deploys.run(app, wish, asked, options),
  );
  await finishDeploy(parts, outcome, app, wish, asked);
}

/**
 * Says how a deployment ended and has the views show it.
 * @param asked the session that it was carried out or followed in
 */
export async function finishDeploy(
  parts: Parts,
  outcome: DeployOutcome,
  app: AppSummary,
  wish: DeployWish,
  asked: SessionState,
): Promise<void> {
  if (wasTurnedDown(outcome)) parts.session.reject(asked, "told");
  const shown = "deployment" in outcome ? outcome.deployment : undefined;
  const ref = { appId: app.id };
  void tellOutcome(deployOutcomeWords(outcome, app, wish), { ...ref, shown, again: ref });
  await parts.reader.readHistory(app.id);
}
