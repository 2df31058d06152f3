import { t } from "../l10n.ts";
import { changeAutoDeploy } from "../model/autoDeploy.ts";
import { visible } from "../present/format.ts";
import { askedOf, whichApp } from "../present/whichApp.ts";
import { SevallaError } from "../sevalla/errors.ts";
import type { App, AppSummary } from "../sevalla/resources.ts";
import { chooseApp } from "./chooseApp.ts";
import { isStillAsked } from "./isStillAsked.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { requireSession } from "./requireSession.ts";
import { requireWriter } from "./requireWriter.ts";
import { showProblem } from "./showProblem.ts";

/** Keeps pushes from being deployed until auto-deploy is resumed. */
export async function pauseAutoDeploy(parts: Parts, argument: unknown): Promise<void> {
  await setAutoDeploy(parts, argument, false);
}

export async function resumeAutoDeploy(parts: Parts, argument: unknown): Promise<void> {
  await setAutoDeploy(parts, argument, true);
}

/** The pause that the user has agreed to together with a rollback, once more and without a question. */
export async function pauseAsAgreed(parts: Parts, app: AppSummary): Promise<void> {
  try {
    if ((await requireSession(parts)) && (await isAllowed(parts, app))) await change(parts, app, false);
  } catch (error) {
    void showProblem(SevallaError.from(error), unchanged());
  }
}

async function setAutoDeploy(parts: Parts, argument: unknown, isOn: boolean): Promise<void> {
  const app = await chooseApp(parts, argument, verb(isOn), unchanged());
  if (!app || !(await isAllowed(parts, app))) return;
  const asked = parts.session.state;
  // Any task, link or extension can run a command.
  if ((await notify.ask(...question(parts, app, isOn), verb(isOn))) !== verb(isOn)) return;
  if (isStillAsked(parts, asked, unchanged())) await change(parts, app, isOn);
}

const unchanged = () => t("Auto-deploy was not changed.");
const verb = (isOn: boolean) => (isOn ? t("Resume auto-deploy") : t("Pause auto-deploy"));

function question({ store }: Parts, app: AppSummary, isOn: boolean): readonly [message: string, detail: string] {
  const name = visible(app.name);
  const which = whichApp(store.state, app);
  return isOn
    ? [
        t("Resume the auto-deploy of {0}?", name),
        askedOf(which, t("From the next push on, Sevalla deploys it without asking.")),
      ]
    : [t("Pause the auto-deploy of {0}?", name), askedOf(which, t("Pushes are not deployed until you resume it."))];
}

function isAllowed(parts: Parts, app: AppSummary): Promise<boolean> {
  return requireWriter(parts, app, "settings", unchanged());
}

async function change(parts: Parts, app: AppSummary, isOn: boolean): Promise<void> {
  const name = visible(app.name);
  const asked = parts.session.state;
  const result = await changeAutoDeploy(parts.client(), app.id, isOn);
  if (result.kind === "done") return tell(parts, result.app, name, isOn);
  const { error } = result;
  if (error.kind === "unauthorized") {
    // Something else was refused in the meantime, and the user has just been told so.
    if (parts.session.state !== asked) return;
    parts.session.reject(asked, "told");
  }
  // It can be resumed from the palette where nobody has paused it.
  const still = isOn
    ? t("The auto-deploy of {0} was not changed.", name)
    : t("The auto-deploy of {0} is still on.", name);
  const unknown = isOn
    ? t("It is not certain whether the auto-deploy of {0} is on.", name)
    : t("It is not certain whether the auto-deploy of {0} is paused.", name);
  void showProblem(error, result.kind === "notDone" ? still : unknown);
}

function tell({ store }: Parts, app: App, name: string, isOn: boolean): void {
  store.setPaused(app.id, !isOn);
  store.noteAutoDeploy(app.id, isOn);
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
