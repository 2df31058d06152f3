import { t } from "../l10n.ts";
import { changeAutoDeploy } from "../model/autoDeploy.ts";
import { visible } from "../present/format.ts";
import type { App } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireWriter } from "./requireWriter.ts";
import { showProblem } from "./showProblem.ts";

/** Keeps pushes from being deployed until auto-deploy is resumed. */
export async function pauseAutoDeploy(parts: Parts, argument: unknown): Promise<void> {
  await setAutoDeploy(parts, argument, false);
}

export async function resumeAutoDeploy(parts: Parts, argument: unknown): Promise<void> {
  await setAutoDeploy(parts, argument, true);
}

async function setAutoDeploy(parts: Parts, argument: unknown, isOn: boolean): Promise<void> {
  const title = isOn ? t("Resume auto-deploy") : t("Pause auto-deploy");
  const app = await chooseApp(parts, argument, title, t("Auto-deploy was not changed."));
  if (!app || !(await requireWriter(parts, app, "settings", t("Auto-deploy was not changed.")))) return;
  const name = visible(app.name);
  const asked = parts.session.state;
  const change = await changeAutoDeploy(parts.client(), app.id, isOn);
  if (change.kind === "done") return tell(parts, change.app, name, isOn);
  const { error } = change;
  if (error.kind === "unauthorized") {
    // Something else was refused in the meantime, and the user has just been told so.
    if (parts.session.state !== asked) return;
    parts.session.reject(asked, "told");
  }
  const still = isOn ? t("The auto-deploy of {0} is still off.", name) : t("The auto-deploy of {0} is still on.", name);
  const unknown = isOn
    ? t("It is not certain whether the auto-deploy of {0} is on.", name)
    : t("It is not certain whether the auto-deploy of {0} is paused.", name);
  void showProblem(error, change.kind === "notDone" ? still : unknown);
}

function tell({ store }: Parts, app: App, name: string, isOn: boolean): void {
  store.setPaused(app.id, !isOn);
  const branch = app.defaultBranch && visible(app.defaultBranch);
  void notify.information(isOn ? resumedWords(name, branch) : pausedWords(name, branch));
}

function resumedWords(name: string, branch: string | undefined): string {
  return branch
    ? t("Auto-deploy of {0} is on again: the next push to {1} is deployed.", name, branch)
    : t("Auto-deploy of {0} is on again: the next push is deployed.", name);
}

function pausedWords(name: string, branch: string | undefined): string {
  return branch
    ? t("Auto-deploy of {0} is paused: pushes to {1} are not deployed until you resume it.", name, branch)
    : t("Auto-deploy of {0} is paused: pushes are not deployed until you resume it.", name);
}
