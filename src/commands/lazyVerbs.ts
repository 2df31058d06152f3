import type * as vscode from "vscode";
import { bySelection } from "../contributions.ts";
import type { Tools } from "../tools/toolParts.ts";
import type { Wiring } from "./parts.ts";
import type { Verbs } from "./verbs.ts";

/** The verbs, of which nothing is loaded before one is first used. */
export class LazyVerbs {
  readonly #wiring: Wiring;
  #verbs: Promise<Verbs> | undefined;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** Does what the command is for, and answers what that answers. */
  async run(id: string, argument: unknown, selected: unknown): Promise<unknown> {
    // A key is pressed on what is selected, of which VS Code tells nothing.
    const rows = argument === bySelection ? this.#wiring.selectedRows() : undefined;
    return (await this.#load()).run(id, rows ? rows[0] : argument, rows ?? selected);
  }

  /** Goes on with what a reload has interrupted. */
  async resumeRollbacks(): Promise<void> {
    (await this.#load()).resumeRollbacks();
  }

  /** Opens what a link from outside leads to. */
  async openLink(uri: vscode.Uri): Promise<void> {
    await (await this.#load()).openLink(uri);
  }

  /** What the tools for language models do. */
  async tools(): Promise<Tools> {
    return (await this.#load()).tools();
  }

  async #load(): Promise<Verbs> {
    this.#verbs ??= this.#wiring.begun
      .then(() => import("./verbs.ts"))
      .then(({ openVerbs }) => openVerbs(this.#wiring));
    const verbs = await this.#verbs;
    await this.#wiring.linksRead();
    return verbs;
  }
}
