import type { NotedError } from "../model/lastErrors.ts";
import type { State } from "../model/store.ts";
import { code, plain } from "./markdown.ts";

/** What whoever helps has to know of the place where the extension runs. */
export interface SupportFacts {
  readonly versions: Readonly<Record<string, string>>;
  /** Where it runs, such as "desktop, with ssh-remote, trusted". */
  readonly place: string;
  readonly session: string;
  readonly accountCount: number;
  /** Settings of ours that have another value than at first, by name. */
  readonly changedSettings: readonly string[];
  readonly isOtherAddress: boolean;
  readonly errors: readonly NotedError[];
}

/** Facts for a bug report as Markdown: counts, versions and kinds, and nothing that names or opens anything. */
export function supportInformation(facts: SupportFacts, state: State): string {
  const { account, links, open } = state;
  const rows = [
    ...Object.entries(facts.versions),
    ["Runs in", facts.place],
    ["Session", facts.session],
    ["Accounts", String(facts.accountCount)],
    ["Apps", account.kind === "ready" ? String(account.apps.length) : account.kind],
    ["Histories read", account.kind === "ready" ? String(account.histories.size) : "0"],
    ["Linked folders", String(links.length)],
    ["Open details", String(open.size)],
    ["API address", facts.isOtherAddress ? "changed in the settings" : "Sevalla's"],
    ["Settings changed", facts.changedSettings.length === 0 ? "none" : facts.changedSettings.map(code).join(", ")],
  ];
  return [
    "# Sevalla Deployments: support information",
    "Please read it before you share it. It holds no API key, no name, and nothing of what your apps or commits say.",
    rows.map(([name, value]) => `- ${name}: ${value}`).join("\n"),
    "## Last errors",
    facts.errors.length === 0 ? "None since this window was opened." : facts.errors.map(errorLine).join("\n"),
    "",
  ].join("\n\n");
}

function errorLine({ at, kind, status, requestId, trackingCode }: NotedError): string {
  const parts = [
    kind,
    status === undefined ? undefined : `status ${status}`,
    requestId && `request ${plain(requestId)}`,
    trackingCode && `tracking code ${plain(trackingCode)}`,
  ];
  return `- ${new Date(at).toISOString()}: ${parts.filter(Boolean).join(", ")}`;
}
