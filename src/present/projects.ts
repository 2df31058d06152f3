import { formatCount, plural, t } from "../l10n.ts";
import type { AppsOfProject } from "../model/grouping.ts";
import { oneLine, visible } from "./format.ts";
import type { Row } from "./rows.ts";

const shownNames = 3;
const shownOfId = 8;

/** A project in the Apps view. Sevalla's API tells its ID and no name, so the row names apps in it, too. */
export function projectRow({ kind, id, apps }: AppsOfProject): Row {
  const label = labelOf(kind, id);
  const count = plural(apps.length, t("{0} app", formatCount(apps.length)), t("{0} apps", formatCount(apps.length)));
  const names = apps.slice(0, shownNames).map(({ name }) => visible(name));
  const description = `${count}: ${names.join(", ")}${apps.length > shownNames ? "…" : ""}`;
  return {
    label,
    description,
    tooltip: () => [
      [t("Project"), kind === "project" ? oneLine(id) : label],
      [t("Apps"), apps.map(({ name }) => visible(name)).join(", ")],
    ],
    icon: { id: kind === "project" ? "folder" : "folder-opened", color: undefined },
    context: "project",
    spoken: `${label}, ${description}`,
  };
}

function labelOf(kind: AppsOfProject["kind"], id: string): string {
  if (kind === "project") return t("Project {0}", oneLine(id).slice(0, shownOfId));
  return kind === "none" ? t("Without a project") : t("Project not read yet");
}
