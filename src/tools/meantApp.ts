import { appsCalled } from "../model/appsCalled.ts";
import { linkedAppIds } from "../model/link.ts";
import { undefinedIfMissing } from "../model/newestDeployments.ts";
import type { ToolAnswer } from "../present/forModel.ts";
import { whichAppAnswer } from "../present/toolAnswers.ts";
import { parseAppId } from "../sevalla/ids.ts";
import type { AppSummary } from "../sevalla/resources.ts";
import type { ToolParts } from "./toolParts.ts";

type Parts = Pick<ToolParts, "links" | "knownApps" | "requireApp">;
type Work = (app: AppSummary) => Promise<ToolAnswer>;

/**
 * Does the work with the app that is meant: by its name or ID, else the linked one. Nobody guesses: where it is not
 * certain, the answer lists those that it can be.
 */
export async function withApp(parts: Parts, wanted: string | undefined, work: Work): Promise<ToolAnswer> {
  if (wanted === undefined) return withLinkedApp(parts, work);
  const id = parseAppId(wanted.trim());
  // By itself: the list of all apps may be long, or forbidden.
  const named = id && (await parts.requireApp(id).catch(undefinedIfMissing));
  if (named) return work(named);
  const apps = await parts.knownApps();
  const found = appsCalled(apps, wanted);
  const [app] = found;
  if (!app) return whichAppAnswer("noApp", apps);
  return found.length === 1 ? work(app) : whichAppAnswer("severalApps", found);
}

async function withLinkedApp(parts: Parts, work: Work): Promise<ToolAnswer> {
  const ids = linkedAppIds(parts.links());
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return work(await parts.requireApp(id));
  const apps = await parts.knownApps();
  if (id === undefined) return whichAppAnswer("noApp", apps);
  const linked = apps.filter((app) => ids.includes(app.id));
  return whichAppAnswer("severalApps", linked);
}
