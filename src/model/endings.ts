import type { AppId, Deployment, DeploymentId } from "../sevalla/resources.ts";
import { isFinished, liveDeployment, phaseOf } from "./deployment.ts";
import { linkedAppIds } from "./link.ts";
import { type History, historyOf, type State } from "./store.ts";

interface Seen {
  readonly history: History;
  readonly unfinished: ReadonlySet<DeploymentId>;
  readonly newestAt: number;
}

/** Finds out which deployments of linked apps have failed or gone live since it looked last. */
export class Endings {
  readonly #seen = new Map<AppId, Seen>();

  /** Of each app the newest one; none of an app that is seen for the first time. */
  look(state: State): readonly Deployment[] {
    if (state.account.kind !== "ready") this.#seen.clear();
    return linkedAppIds(state.links).flatMap((appId) => this.#lookAt(appId, historyOf(state, appId)) ?? []);
  }

  #lookAt(appId: AppId, history: History | undefined): Deployment | undefined {
    const before = this.#seen.get(appId);
    if (history?.kind !== "ready" || history === before?.history) return undefined;
    const { deployments } = history;
    const unfinished = new Set(deployments.filter((one) => !isFinished(one)).map(({ id }) => id));
    const newestAt = Math.max(before?.newestAt ?? 0, ...deployments.map(({ createdAt }) => createdAt));
    this.#seen.set(appId, { history, unfinished, newestAt });
    if (!before) return undefined;
    const live = liveDeployment(deployments);
    // One that began and ended between two looks was never seen under way.
    const isNews = ({ id, createdAt }: Deployment) => before.unfinished.has(id) || createdAt > before.newestAt;
    return deployments
      .filter((one) => isNews(one) && (phaseOf(one.status) === "failed" || one === live))
      .reduce<Deployment | undefined>((a, b) => (a && a.createdAt > b.createdAt ? a : b), undefined);
  }
}
