import { chooseApp } from "./chooseApp.ts";
import type { Parts } from "./parts.ts";

/** Opens what an app has logged in the last hour in an editor. */
export async function openRuntimeLog(parts: Parts, argument: unknown): Promise<void> {
  const app = await chooseApp(parts, argument, "Open runtime log", "Nothing was opened.");
  if (app) await (await parts.logs()).openRuntime(app);
}
