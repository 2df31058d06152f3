import * as vscode from "vscode";
import { bySelection, commandIds } from "../contributions.ts";
import type { Tools } from "../tools/toolParts.ts";
import type { Wiring } from "./parts.ts";
import type { Verbs } from "./verbs.ts";

/** Every command, registered. What they do is loaded when one is first used. */
export class Commands implements vscode.Disposable {
  readonly #wiring: Wiring;
  readonly #registered: vscode.Disposable;
  #verbs: Promise<Verbs> | undefined;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    const run = async (id: string, argument: unknown, selected: unknown) => {
      // A key is pressed on what is selected, of which VS Code tells nothing.
      const rows = argument === bySelection ? wiring.selectedRows() : undefined;
      return (await this.#load()).run(id, rows ? rows[0] : argument, rows ?? selected);
    };
    this.#registered = vscode.Disposable.from(
      ...Object.values(commandIds).map((id) =>
        vscode.commands.registerCommand(id, (argument: unknown, selected: unknown) => run(id, argument, selected)),
      ),
    );
  }

  /** Goes on with the rollbacks that a reload has interrupted. */
  async resumeRollbacks(): Promise<void> {
    (await this.#load()).resumeRollbacks();
  }

  /** What the tools for language models do. */
  async tools(): Promise<Tools> {
    return (await this.#load()).tools();
  }

  dispose(): void {
    this.#registered.dispose();
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
