import { changeAutoDeploy } from "../model/autoDeploy.ts";
import { appRef } from "../model/ref.ts";
import { visible } from "../present/format.ts";
import type { App, AppSummary } from "../sevalla/resources.ts";
import { requireApp } from "./knownApps.ts";
import { linkedApp } from "./linkedApp.ts";
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

async function setAutoDeploy(parts: Parts, argument: unknown, isOn: boolean): Promise<void> {
  if (!(await requireWriter(parts, "Auto-deploy was not changed."))) return;
  const app = await chosenApp(parts, argument, isOn ? "Resume auto-deploy" : "Pause auto-deploy");
  if (!app) return;
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
  const still = `The auto-deploy of ${name} is still ${isOn ? "off" : "on"}.`;
  const unknown = `It is not certain whether the auto-deploy of ${name} is ${isOn ? "on" : "paused"}.`;
  void showProblem(error, change.kind === "notDone" ? still : unknown);
}

async function chosenApp(parts: Parts, argument: unknown, title: string): Promise<AppSummary | undefined> {
  if (!(await requireSession(parts))) return undefined;
  const ref = appRef(argument);
  return ref ? requireApp(parts, ref.appId) : linkedApp(parts, title, "Auto-deploy was not changed.");
}

function tell({ store }: Parts, app: App, name: string, isOn: boolean): void {
  const branch = app.defaultBranch ? ` to ${visible(app.defaultBranch)}` : "";
  if (isOn) {
    store.setPaused(app.id, false);
    void notify.information(`Auto-deploy of ${name} is on again: the next push${branch} is deployed.`);
  } else {
    store.setPaused(app.id, true);
    void notify.information(`Auto-deploy of ${name} is paused: pushes${branch} are not deployed until you resume it.`);
  }
}
