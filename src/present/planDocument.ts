import { formatCount, t } from "../l10n.ts";
import type { RollbackPlan } from "../model/rollbackPlan.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { age, exactTime, visible } from "./format.ts";
import { bullets, code, plain } from "./markdown.ts";
import { keptAsItIs } from "./plan.ts";
import { releaseMark, releaseTitle, triggerWords } from "./release.ts";
import { riskLines } from "./risks.ts";
import { type CommitsView, undoneView } from "./undone.ts";

/** The name of a plan's document, fit for a file. */
export function planDocumentName({ app, target }: RollbackPlan): string {
  const name = t("Rollback plan {0} to {1}", visible(app.name), releaseMark(target));
  return `${name.replace(/[^\p{L}\p{N}_ .-]+/gu, "-")}.md`;
}

/**
 * What a rollback would do and send, as Markdown.
 * @param address the API address that it would be sent to
 */
export function planDocument(plan: RollbackPlan, address: string, now: number): string {
  const { app, live, target } = plan;
  return [
    `# ${t("Rollback plan: {0}", plain(app.name))}`,
    t("Made {0}. Nothing has been sent.", plain(exactTime(now))),
    `## ${t("Live now")}`,
    releaseFacts(live, now),
    `## ${t("Goes back to")}`,
    releaseFacts(target, now),
    `## ${t("What it undoes in the code")}`,
    ...undoneParts(plan, now),
    `## ${t("Watch out for")}`,
    bullets([...riskLines(plan), keptAsItIs()].map(plain)),
    `## ${t("What would be sent")}`,
    t("Once, after what is live has been read again and found to be the same:"),
    ["```http", ...requestLines(plan, address), "```"].join("\n"),
    plan.isTargetNamed
      ? t(
          "Sevalla's reference does not tell of the deployment's ID in the request. So the answer is checked, and you are told if Sevalla goes back to something else.",
        )
      : t(
          "No target is sent: Sevalla takes the newest successful deployment before the live one, which is the one above.",
        ),
    "",
  ].join("\n\n");
}

function undoneParts(plan: RollbackPlan, now: number): readonly string[] {
  const { summary, lists, riskyPaths, riskyLeftOut } = undoneView(plan, now);
  const more = riskyLeftOut > 0 ? [t("and {0} more", formatCount(riskyLeftOut))] : [];
  return [
    summary.map(plain).join("\n"),
    ...lists.flatMap((list) => [`### ${plain(list.heading)}`, commitBullets(list)]),
    ...(riskyPaths.length > 0 ? [`### ${t("Files to mind")}`, bullets([...riskyPaths.map(code), ...more])] : []),
  ].filter((part) => part !== "");
}

/** Commits as Markdown; shared with the note on an incident. */
export function commitBullets({ commits, leftOut }: CommitsView): string {
  const rows = commits.map(({ subject, mark, by }) => `${code(mark)} ${plain(subject)} (${plain(by)})`);
  return bullets(leftOut ? [...rows, plain(leftOut)] : rows);
}

function releaseFacts(deployment: Deployment, now: number): string {
  const { commitSha, branch, authorLogin, image, id, createdAt } = deployment;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t("Release"), plain(releaseTitle(deployment))],
    [t("Commit"), commitSha && code(commitSha)],
    [t("Branch"), branch && code(branch)],
    [t("Author"), authorLogin && plain(authorLogin)],
    [t("Image"), image && code(image)],
    [t("Deployed"), plain(`${exactTime(createdAt)} (${age(createdAt, now)})`)],
    [t("Started by"), plain(triggerWords(deployment))],
    [t("Deployment ID"), code(id)],
  ];
  return bullets(facts.flatMap(([name, value]) => (value ? [t("{0}: {1}", name, value)] : [])));
}

function requestLines({ app, target, isTargetNamed }: RollbackPlan, address: string): readonly string[] {
  const url = `${address}/applications/${app.id}/deployments/rollback`;
  const head = [`POST ${url}`, `Authorization: Bearer (${t("your API key")})`];
  if (!isTargetNamed) return [...head, `(${t("no body")})`];
  return [...head, "Content-Type: application/json", "", JSON.stringify({ deployment_id: target.id })];
}
