import { t } from "../l10n.ts";
import type { Deployment } from "../sevalla/resources.ts";
import { age, imageName, shortSha, subject, visible } from "./format.ts";

const triggers: ReadonlyMap<string, () => string> = new Map([
  ["MANUAL_DEPLOY", () => t("Deployed by hand")],
  ["ROLLBACK_DEPLOYMENT", () => t("Rollback")],
  ["AUTO_DEPLOY_ON_PUSH", () => t("Pushed")],
  ["RESTART", () => t("Restart")],
]);

/** What started the deployment, in plain words; a trigger that is new to us reads as Sevalla writes it. */
export function triggerWords(deployment: Deployment): string {
  const { trigger, type, branch } = deployment;
  if (trigger === "AUTO_DEPLOY_ON_PUSH" && branch) return t("Pushed to {0}", visible(branch));
  const known = trigger ? triggers.get(trigger)?.() : undefined;
  if (known) return known;
  if (trigger) return visible(trigger).toLowerCase().replaceAll("_", " ");
  return type === "automatic" ? t("Automatic") : t("Deployed by hand");
}

/** What was deployed, in one line: the commit's subject, else the image, else what started it. */
export function releaseTitle(deployment: Deployment): string {
  const { commitMessage, image, commitSha } = deployment;
  const line = commitMessage ? subject(commitMessage) : "";
  if (line) return line;
  if (commitSha) return t("Commit {0}", shortSha(commitSha));
  return image ? imageName(image) : triggerWords(deployment);
}

/** By what a release is known: the short SHA, else the image's tag, else the start of the deployment's id. */
export function releaseMark(deployment: Deployment): string {
  if (deployment.commitSha) return shortSha(deployment.commitSha);
  const tag = deployment.image?.split(/[/:@]/).at(-1);
  return tag ? visible(tag).slice(0, 20) : deployment.id.slice(0, 8);
}

/** "main · a1b2c3d · 3 h ago", as much of it as is known. */
export function releaseLine(deployment: Deployment, now: number): string {
  return releaseLineOf(deployment, age(deployment.createdAt, now));
}

/** @param when how long ago it was created, in words */
export function releaseLineOf(deployment: Deployment, when: string): string {
  const branch = deployment.branch ? visible(deployment.branch) : undefined;
  return [branch, releaseMark(deployment), when].filter(Boolean).join(" · ");
}
