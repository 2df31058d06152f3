import { t } from "../l10n.ts";
import { visible } from "./format.ts";

const stepNames: ReadonlyMap<string, () => string> = new Map([
  ["checkout", () => t("Check out")],
  ["build", () => t("Build")],
  ["rollout", () => t("Roll out")],
  ["syncConnections", () => t("Sync connections")],
]);

/** A step of a deployment in words; one that is new to us reads as Sevalla writes it. */
export function stepName(step: string): string {
  return stepNames.get(step)?.() ?? visible(step);
}
