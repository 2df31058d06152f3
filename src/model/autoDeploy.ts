import { t } from "../l10n.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import { mayHaveActed, SevallaError } from "../sevalla/errors.ts";
import type { App, AppId } from "../sevalla/resources.ts";

/** What became of the wish to turn auto-deploy on or off. */
export type AutoDeployChange =
  | { readonly kind: "done"; readonly app: App }
  | { readonly kind: "notDone"; readonly error: SevallaError }
  /** The answer is lost, and how it is now could not be read. */
  | { readonly kind: "unknown"; readonly error: SevallaError };

/** Asks once to turn auto-deploy on or off. Where the answer is lost, looks how it is now. */
export async function changeAutoDeploy(client: SevallaClient, appId: AppId, isOn: boolean): Promise<AutoDeployChange> {
  try {
    const app = await client.setAutoDeploy(appId, isOn);
    if (app.autoDeploy === undefined || app.autoDeploy === isOn) return { kind: "done", app };
    const message = t("Sevalla did not change it. Change it in the Sevalla dashboard.");
    return { kind: "notDone", error: new SevallaError("rejected", { message }) };
  } catch (cause) {
    const error = SevallaError.from(cause);
    if (!mayHaveActed(error)) return { kind: "notDone", error };
    const app = await client.getApp(appId).catch(() => undefined);
    if (app?.autoDeploy === undefined) return { kind: "unknown", error };
    return app.autoDeploy === isOn ? { kind: "done", app } : { kind: "notDone", error };
  }
}
