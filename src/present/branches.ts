import { t } from "../l10n.ts";
import type { BranchChoice, BranchOrigin } from "../model/branches.ts";

const words: Readonly<Record<BranchOrigin, () => string>> = {
  default: () => t("the usual branch"),
  head: () => t("checked out here"),
  deployed: () => t("deployed before"),
  remote: () => t("in the repository"),
  local: () => t("in your clone"),
};

/** What is known of a branch, beside its name. */
export function branchWords({ origin, isUnpushed }: BranchChoice, isAutoDeployOn: boolean): string {
  if (origin === "default" && isAutoDeployOn) return t("deployed by itself when pushed");
  const known = words[origin]();
  return isUnpushed ? `${known} · ${t("not pushed, so Sevalla does not have it")}` : known;
}
