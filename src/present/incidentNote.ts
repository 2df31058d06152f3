import { t } from "../l10n.ts";
import { phaseOf } from "../model/deployment.ts";
import type { Undone } from "../model/undone.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { duration, shortSha } from "./format.ts";
import { commitUrl } from "./hostPages.ts";
import { bullets, code, plain } from "./markdown.ts";
import { phaseInSentence } from "./phase.ts";
import { commitBullets } from "./planDocument.ts";
import { releaseMark, releaseTitle } from "./release.ts";
import { undoneView } from "./undone.ts";

/** What is known of a rollback that has been made. */
export interface Incident {
  readonly app: AppSummary;
  readonly rollback: Deployment;
  /** What was live before it. */
  readonly from: Deployment | undefined;
  /** Whether it was sent from this workspace. */
  readonly isOurs: boolean;
  /** Name of the API key in use. */
  readonly keyName: string | undefined;
  /** What serves the app now. */
  readonly live: Deployment | undefined;
  readonly undone: Undone | undefined;
}

/** A note on a rollback for those who were not there, as Markdown. */
export function incidentNote(incident: Incident, now: number): string {
  const { app, rollback, from, isOurs, keyName, live } = incident;
  const { createdAt, startedAt, finishedAt } = rollback;
  const took = startedAt !== undefined && finishedAt !== undefined ? duration(finishedAt - startedAt) : undefined;
  const key = keyName ? t('API key "{0}"', keyName) : t("an API key without a name");
  return [
    `# ${t("{0} was rolled back", plain(app.name))}`,
    bullets([
      t("App: {0}", `${plain(app.name)} (${code(app.id)})`),
      took ? t("When: {0}, in {1}", utc(createdAt), took) : t("When: {0}", utc(createdAt)),
      isOurs ? t("Who: {0}", plain(key)) : t("Who: not known: it was not sent from this workspace"),
      from ? t("From: {0}", release(from)) : t("From: not known"),
      t("To: {0}", release(rollback)),
      t("Result: {0}. {1}", plain(phaseInSentence(rollback.status)), liveWords(rollback, live)),
      t("Deployment ID: {0}", code(rollback.id)),
    ]),
    ...undoneParts(incident, now),
    `## ${t("Links")}`,
    bullets([
      `[${t("Sevalla dashboard")}](https://app.sevalla.com)`,
      ...commitLink((link) => t("Rolled back from {0}", link), from),
      ...commitLink((link) => t("Rolled back to {0}", link), rollback),
    ]),
    "",
  ].join("\n\n");
}

function undoneParts({ from, rollback, undone }: Incident, now: number): readonly string[] {
  if (!from) return [];
  const { summary, lists } = undoneView({ live: from, target: rollback, undone }, now);
  const parts = [
    summary.map(plain).join("\n"),
    ...lists.flatMap((list) => [`### ${plain(list.heading)}`, commitBullets(list)]),
  ];
  return [`## ${t("Code")}`, ...parts.filter((part) => part !== "")];
}

function liveWords(rollback: Deployment, live: Deployment | undefined): string {
  if (!live) return t("What is live now is not known.");
  if (live.id === rollback.id) return t("It is live.");
  return phaseOf(rollback.status) === "succeeded"
    ? t("Something else has become live since then: {0}.", release(live))
    : t("Live now: {0}.", release(live));
}

function release(deployment: Deployment): string {
  return `${plain(releaseTitle(deployment))} (${code(releaseMark(deployment))})`;
}

function commitLink(labelled: (link: string) => string, deployment: Deployment | undefined): readonly string[] {
  const url = deployment && commitUrl(deployment);
  if (!url || !deployment?.commitSha) return [];
  const address = encodeURI(url).replace(/[()]/g, encodeURIComponent);
  return [labelled(`[${plain(shortSha(deployment.commitSha))}](${address})`)];
}

/** Those who read it may be anywhere. */
function utc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
