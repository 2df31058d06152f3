import { appRef } from "../model/ref.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { requireApp } from "./knownApps.ts";
import { linkedApp } from "./linkedApp.ts";
import type { Parts } from "./parts.ts";
import { requireSession } from "./requireSession.ts";

/**
 * The app that a view handed over, or else the linked one.
 * @param unchanged a sentence on what was not done, for when there is none
 */
export async function chooseApp(
  parts: Parts,
  argument: unknown,
  title: string,
  unchanged: string,
): Promise<AppSummary | undefined> {
  if (!(await requireSession(parts))) return undefined;
  const ref = appRef(argument);
  return ref ? requireApp(parts, ref.appId) : linkedApp(parts, title, unchanged);
}
