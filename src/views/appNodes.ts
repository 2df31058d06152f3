import type { AppRef, DeploymentRef } from "../model/ref.ts";
import type { History, ReadyHistory } from "../model/store.ts";
import { moreRow } from "../present/rows.ts";
import type { AppId, AppSummary } from "../sevalla/resources.ts";

/** What a row of the Apps view is about. */
export type Node = AppNode | ProjectNode;
type AppNode =
  | ({ readonly kind: "app" } & AppRef)
  | ({ readonly kind: "deployment"; readonly key: string } & DeploymentRef)
  | ({ readonly kind: "more" | "problem" | "none" } & AppRef);
interface ProjectNode {
  readonly kind: "project";
  readonly id: string;
}

/** Of ten thousand texts put together, each is hashed anew whenever it is looked up: so one is kept, or goes as it is. */
export function keyOf(node: Node): string {
  switch (node.kind) {
    case "app":
      return node.appId;
    case "project":
      return `project ${node.id}`;
    case "deployment":
      return node.key;
    default:
      return `${node.kind} ${node.appId}`;
  }
}

export function appNode({ id }: Pick<AppSummary, "id">): Node {
  return { kind: "app", appId: id };
}

export function isGroup({ kind }: Node): boolean {
  return kind === "app" || kind === "project";
}

const rowsOfReady = new WeakMap<ReadyHistory, readonly Node[]>();

/** The rows below an app; undefined while its deployments are not read. */
export function rowsOf(appId: AppId, history: History | undefined): readonly Node[] | undefined {
  if (history === undefined || history.kind === "loading") return undefined;
  if (history.kind === "failed") return [{ kind: "problem", appId }];
  const rows = rowsOfReady.get(history) ?? readyRows(appId, history);
  rowsOfReady.set(history, rows);
  return rows;
}

function readyRows(appId: AppId, history: ReadyHistory): readonly Node[] {
  if (history.deployments.length === 0) return [{ kind: "none", appId }];
  const rows = history.deployments.map(
    ({ id }): Node => ({ kind: "deployment", appId, deploymentId: id, key: `${appId} ${id}` }),
  );
  return moreRow(history) ? [...rows, { kind: "more", appId }] : rows;
}
