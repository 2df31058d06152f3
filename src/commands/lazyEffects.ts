import { isRollback } from "../model/deployment.ts";
import type { EffectParts, EffectWatch } from "../model/effectWatch.ts";
import type { Disposable } from "../model/signal.ts";
import type { Deployment } from "../sevalla/resources.ts";

/** Finds out whether rollbacks helped. What does so is loaded with the first one that there is to watch. */
export class LazyEffects implements Disposable {
  readonly #parts: EffectParts;
  readonly #listening: Disposable;
  #loading: Promise<EffectWatch> | undefined;
  #watch: EffectWatch | undefined;

  constructor(parts: EffectParts) {
    this.#parts = parts;
    this.#listening = parts.store.onDidChange(({ open }) => {
      if ([...open.values()].some(({ deployment }) => isRollback(deployment))) void this.#load();
    });
  }

  /** Watches a rollback that has just come to its end. */
  async follow(deployment: Deployment): Promise<void> {
    (await this.#load()).follow(deployment);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#watch?.dispose();
  }

  #load(): Promise<EffectWatch> {
    this.#loading ??= this.#open();
    return this.#loading;
  }

  async #open(): Promise<EffectWatch> {
    const [{ EffectWatch }, { tellEffect }] = await Promise.all([
      import("../model/effectWatch.ts"),
      import("./tellEffect.ts"),
    ]);
    const watch = new EffectWatch(this.#parts);
    watch.onDidFinish((id) => void tellEffect(this.#parts.store.state, id));
    this.#listening.dispose();
    this.#watch = watch;
    return watch;
  }
}
