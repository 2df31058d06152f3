import * as vscode from "vscode";
import { t } from "../l10n.ts";
import { liveDeployment } from "../model/deployment.ts";
import type { RollbackProgress } from "../model/rollbackOutcome.ts";
import { deploymentsOf } from "../model/store.ts";
import { deployConfirmation, deployOutcomeWords, deployTitle } from "../present/deploy.ts";
import { inert } from "../present/format.ts";
import { progressWords } from "../present/outcome.ts";
import type { DeployWish } from "../sevalla/client.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { wasTurnedDown } from "./carryOut.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { tellOutcome } from "./tellOutcome.ts";

/** Asks, sends once, follows to the end and says how it ended. */
export async function deployApp(parts: Parts, app: AppSummary, wish: DeployWish): Promise<void> {
  const asked = parts.session.state;
  await parts.reader.readHistory(app.id);
  const live = liveDeployment(deploymentsOf(parts.store.state, app.id));
  const { message, detail } = deployConfirmation(app, wish, live, parts.clock.now());
  const doIt = wish.isRestart ? t("Restart") : t("Deploy");
  if ((await notify.ask(message, detail, doIt)) !== doIt) return;
  const title = inert(deployTitle(app, wish));
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, cancellation) => {
      const cancel = new AbortController();
      cancellation.onCancellationRequested(() => cancel.abort());
      const tell = (step: RollbackProgress) => progress.report({ message: inert(progressWords(step)) });
      return parts.deploys.run(app, wish, asked, { tell, cancel: cancel.signal, ending: parts.ending });
    },
  );
  if (wasTurnedDown(outcome)) parts.session.reject(asked, "told");
  const shown = "deployment" in outcome ? outcome.deployment : undefined;
  const ref = { appId: app.id };
  void tellOutcome(deployOutcomeWords(outcome, app, wish), { ...ref, shown, again: ref });
  await parts.reader.readHistory(app.id);
}
