import * as vscode from "vscode";
import { logScheme } from "../contributions.ts";
import { type Link, linkOfFile } from "../model/link.ts";
import type { AppRef, DeploymentRef } from "../model/ref.ts";
import { Signal } from "../model/signal.ts";
import { type DeploymentId, parseAppId, parseDeploymentId } from "../sevalla/ids.ts";

/** What of the extension's own is in front. */
export interface InFront extends AppRef {
  /** Undefined for the log of a running app. */
  readonly deploymentId: DeploymentId | undefined;
  readonly view: "details" | "log";
}

/**
 * Where somebody works: what was in front last of that which belongs to a folder or to a linked app. Other editors, such
 * as settings and output, change nothing.
 */
export class WorkPlace implements vscode.Disposable {
  readonly #detailsInFront: () => DeploymentRef | undefined;
  readonly #moved = new Signal<void>();
  readonly #listening: vscode.Disposable;
  #last: vscode.Uri | Link | undefined;

  /** @param detailsInFront the deployment whose details are in front */
  constructor(detailsInFront: () => DeploymentRef | undefined) {
    this.#detailsInFront = detailsInFront;
    const { onDidChangeActiveTextEditor, tabGroups } = vscode.window;
    const move = () => this.#moved.fire();
    this.#listening = vscode.Disposable.from(
      onDidChangeActiveTextEditor(move),
      tabGroups.onDidChangeTabs(move),
      tabGroups.onDidChangeTabGroups(move),
    );
  }

  readonly onDidMove = (listener: () => void) => this.#moved.listen(listener);

  /** Tells that other details are in front. */
  readonly move = () => this.#moved.fire();

  /** The details or the log in front, of a linked app or not. */
  inFront(): InFront | undefined {
    const details = this.#detailsInFront();
    if (details) return { ...details, view: "details" };
    const log = vscode.window.activeTextEditor?.document.uri;
    const [app = "", deploymentId = ""] = log?.scheme === logScheme ? log.query.split("/") : [];
    const appId = parseAppId(app);
    return appId && { appId, deploymentId: parseDeploymentId(deploymentId), view: "log" };
  }

  /** The link of the app or the file in front, which may have none. Where there has been neither, the first one. */
  link(links: readonly Link[]): Link | undefined {
    const appId = this.inFront()?.appId;
    const before = this.#at(links);
    const ofApp = links.find((link) => link.appId === appId);
    if (!appId) this.#last = fileInFront() ?? this.#last;
    else if (ofApp && before?.appId !== appId) this.#last = ofApp;
    return this.#at(links);
  }

  #at(links: readonly Link[]): Link | undefined {
    const last = this.#last;
    // The place of a link stays, whatever app is linked to it.
    if (last && "setting" in last) return links.find((link) => placeOf(link) === placeOf(last)) ?? links[0];
    const folder = last && vscode.workspace.getWorkspaceFolder(last);
    if (!last || !folder) return links[0];
    return linkOfFile(links, folder.uri.toString(), last.path.slice(folder.uri.path.replace(/\/$/, "").length + 1));
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

function placeOf({ folder, part }: Link): string {
  return `${folder.uri}/${part?.glob ?? ""}`;
}

/** Of a notebook or of two files that are compared only the tab says which they are. */
function fileInFront(): vscode.Uri | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const ofTab = typeof input === "object" && input !== null ? new Map(Object.entries(input)) : undefined;
  const found: unknown[] = [
    vscode.window.activeTextEditor?.document.uri,
    ofTab?.get("uri"),
    ofTab?.get("modified"),
    ofTab?.get("original"),
  ];
  return found
    .flatMap((uri) => (uri instanceof vscode.Uri ? onDisk(uri) : []))
    .find((uri) => vscode.workspace.getWorkspaceFolder(uri));
}

/** An older version of a file is where the file is. */
function onDisk(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === "git" ? uri.with({ scheme: "file", query: "" }) : uri;
}
