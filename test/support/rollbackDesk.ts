import type { RollbackOutcome, RollbackProgress, RunOptions } from "../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../src/model/rollbackPlan.ts";
import { findApp } from "../../src/model/store.ts";
import type { AppSummary, DeploymentId } from "../../src/sevalla/resources.ts";
import { type Desk, idOf, openDesk } from "./desk.ts";

const never = new AbortController().signal;

/** A desk at which the app "storefront" is about to be rolled back. */
export interface RollbackDesk extends Desk {
  readonly shop: AppSummary;
  appNamed(name: string): AppSummary;
  /** A plan for the app, by default the storefront. Throws where there is none. */
  planned(targetId?: DeploymentId, app?: AppSummary): Promise<RollbackPlan>;
  /** Begins to carry out a plan; the clock stands still. */
  started(plan: RollbackPlan, options?: Partial<RunOptions>): Promise<RollbackOutcome>;
  /** Carries out a plan to its end. `told` takes the progress. */
  run(plan: RollbackPlan, told?: RollbackProgress[]): Promise<RollbackOutcome>;
}

export async function openRollbackDesk(): Promise<RollbackDesk> {
  const desk = await openDesk();
  await desk.reader.readApps();
  const appNamed = (name: string) => {
    const app = findApp(desk.store.state, idOf(desk.sandbox, name));
    if (!app) throw new Error(`no app ${name}`);
    return app;
  };
  const shop = appNamed("storefront");
  await desk.reader.readHistory(shop.id);
  const started = (plan: RollbackPlan, options: Partial<RunOptions> = {}) =>
    desk.rollbacks.run(plan, { tell: () => {}, cancel: never, ending: never, pauseAutoDeploy: false, ...options });
  return {
    ...desk,
    shop,
    appNamed,
    async planned(targetId, app = shop) {
      const plan = await desk.rollbacks.plan(app, targetId);
      if (plan.kind !== "plan") throw new Error(`there is no plan: ${plan.reason}`);
      return plan;
    },
    started,
    run: (plan, told = []) => desk.clock.runUntil(started(plan, { tell: (progress) => told.push(progress) })),
  };
}
