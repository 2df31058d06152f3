import type { AppId } from "../sevalla/resources.ts";
import type { Clock } from "./clock.ts";
import { type Link, linkedAppIds } from "./link.ts";
import type { Disposable } from "./signal.ts";

/** Sevalla hears of a push from the Git host, which takes a moment. */
const hearsayMs = 2_000;

/** After a push the apps that are linked to its folders are looked at, once, without waiting for the next round. */
export class AfterPush implements Disposable {
  readonly #clock: Clock;
  readonly #links: () => readonly Link[];
  readonly #look: (appId: AppId) => void;
  readonly #due = new Set<AppId>();
  #cancel = () => {};

  constructor(clock: Clock, links: () => readonly Link[], look: (appId: AppId) => void) {
    this.#clock = clock;
    this.#links = links;
    this.#look = look;
  }

  /** @param folders addresses of the workspace folders of the repository that was pushed */
  pushed(folders: ReadonlySet<string>): void {
    const appIds = linkedAppIds(this.#links().filter(({ folder }) => folders.has(folder.uri)));
    for (const appId of appIds) this.#due.add(appId);
    this.#cancel();
    this.#cancel = this.#clock.after(hearsayMs, () => {
      for (const appId of this.#due) this.#look(appId);
      this.#due.clear();
    });
  }

  dispose(): void {
    this.#cancel();
  }
}
