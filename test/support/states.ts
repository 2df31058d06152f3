import { type Filter, noFilter } from "../../src/model/filter.ts";
import { flat } from "../../src/model/grouping.ts";
import type { Head } from "../../src/model/head.ts";
import type { Link } from "../../src/model/link.ts";
import type { History, ReadyAccount, ReadyHistory, State } from "../../src/model/store.ts";
import type { Change } from "../../src/sevalla/change.ts";
import type { AppId, AppSummary, Deployment } from "../../src/sevalla/resources.ts";
import { anApp, appId, noon } from "./builders.ts";

export function aHistory(deployments: readonly Deployment[], facts: Partial<ReadyHistory> = {}): ReadyHistory {
  const total = deployments.length;
  return { kind: "ready", deployments, total, readUpTo: total, loadedAt: noon, stale: undefined, ...facts };
}

export function aLink(name: string, folder = "storefront"): Link {
  return { folder: { uri: `file:///${folder}`, name: folder }, setting: appId(name), appId: appId(name) };
}

/** A signed-in state with the app "shop". */
export function aState(
  histories: readonly (readonly [AppId, History])[],
  facts: {
    apps?: readonly AppSummary[];
    links?: readonly Link[];
    account?: Partial<ReadyAccount>;
    refused?: readonly Change[];
    head?: Head;
    filter?: Filter;
  } = {},
): State {
  return {
    account: {
      kind: "ready",
      apps: facts.apps ?? [anApp("shop")],
      histories: new Map(histories),
      loadedAt: noon,
      stale: undefined,
      ...facts.account,
    },
    links: facts.links ?? [],
    open: new Map(),
    pausedApps: new Set(),
    autoDeployOff: new Set(),
    looked: new Set(),
    effects: new Map(),
    key: { name: undefined, refused: facts.refused ?? [] },
    filter: facts.filter ?? noFilter,
    grouping: flat,
    head: facts.head,
  };
}
