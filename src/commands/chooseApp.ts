import { appRef } from "../model/ref.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import { readApp } from "./knownApps.ts";
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
  return (await requireSession(parts)) ? choose(parts, argument, title, unchanged) : undefined;
}

/** The same, content with what was read before: for what changes nothing. */
export async function chooseKnownApp(
  parts: Parts,
  argument: unknown,
  title: string,
  unchanged: string,
): Promise<AppSummary | undefined> {
  const isKnown = parts.store.state.account.kind === "ready";
  return isKnown || (await requireSession(parts, unchanged)) ? choose(parts, argument, title, unchanged) : undefined;
}

async function choose(
  parts: Parts,
  argument: unknown,
  title: string,
  unchanged: string,
): Promise<AppSummary | undefined> {
  const ref = appRef(argument);
  return ref ? readApp(parts, ref.appId) : linkedApp(parts, title, unchanged);
}
