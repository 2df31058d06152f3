import { phaseOf } from "../model/deployment.ts";
import type { Undone } from "../model/undone.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import { duration, shortSha } from "./format.ts";
import { bullets, code, plain } from "./markdown.ts";
import { phaseWord } from "./phase.ts";
import { commitBullets } from "./planDocument.ts";
import { commitUrl, releaseMark, releaseTitle } from "./release.ts";
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
  const key = keyName ? `API key "${keyName}"` : "an API key without a name";
  return [
    `# ${plain(app.name)} was rolled back`,
    bullets([
      `App: ${plain(app.name)} (${code(app.id)})`,
      `When: ${utc(createdAt)}${took ? `, in ${took}` : ""}`,
      `Who: ${isOurs ? plain(key) : "not known: it was not sent from this workspace"}`,
      `From: ${from ? release(from) : "not known"}`,
      `To: ${release(rollback)}`,
      `Result: ${plain(phaseWord(rollback.status).toLowerCase())}. ${liveWords(rollback, live)}`,
      `Deployment ID: ${code(rollback.id)}`,
    ]),
    ...undoneParts(incident, now),
    "## Links",
    bullets([
      "[Sevalla dashboard](https://app.sevalla.com)",
      ...commitLink("Rolled back from", from),
      ...commitLink("Rolled back to", rollback),
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
  return ["## Code", ...parts.filter((part) => part !== "")];
}

function liveWords(rollback: Deployment, live: Deployment | undefined): string {
  if (!live) return "What is live now is not known.";
  if (live.id === rollback.id) return "It is live.";
  const isOver = phaseOf(rollback.status) === "succeeded" ? "Something else has become live since then" : "Live now";
  return `${isOver}: ${release(live)}.`;
}

function release(deployment: Deployment): string {
  return `${plain(releaseTitle(deployment))} (${code(releaseMark(deployment))})`;
}

function commitLink(label: string, deployment: Deployment | undefined): readonly string[] {
  const url = deployment && commitUrl(deployment);
  if (!url || !deployment?.commitSha) return [];
  return [
    `${label} [${plain(shortSha(deployment.commitSha))}](${encodeURI(url).replace(/[()]/g, encodeURIComponent)})`,
  ];
}

/** Those who read it may be anywhere. */
function utc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
