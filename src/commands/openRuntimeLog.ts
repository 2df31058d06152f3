import { t } from "../l10n.ts";
import { chooseApp } from "./chooseApp.ts";
import type { Parts } from "./parts.ts";

/** Opens what an app has logged in the last hour in an editor. */
export async function openRuntimeLog(parts: Parts, argument: unknown): Promise<void> {
  const app = await chooseApp(parts, argument, t("Open runtime log"), t("Nothing was opened."));
  if (app) await (await parts.logs()).openRuntime(app);
}
