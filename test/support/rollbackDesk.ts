import type { FollowOptions, RollbackOutcome, RollbackProgress, RunOptions } from "../../src/model/rollbackOutcome.ts";
import type { RollbackPlan } from "../../src/model/rollbackPlan.ts";
import { findApp } from "../../src/model/store.ts";
import type { AppSummary, DeploymentId } from "../../src/sevalla/resources.ts";
import {
  type Desk,
  type DeskOptions,
  type DeskWindow,
  idOf,
  openDesk,
  openWindow,
  type WindowOptions,
} from "./desk.ts";

const never = new AbortController().signal;
const following: FollowOptions = { tell: () => {}, cancel: never, ending: never };

/** A window in which the app "storefront" is about to be rolled back. */
export interface RollbackWindow extends DeskWindow {
  readonly shop: AppSummary;
  appNamed(name: string): AppSummary;
  /** A plan for the app, by default the storefront. Throws where there is none. */
  planned(targetId?: DeploymentId, app?: AppSummary): Promise<RollbackPlan>;
  /** Begins to carry out a plan; the clock stands still. */
  started(plan: RollbackPlan, options?: Partial<RunOptions>): Promise<RollbackOutcome>;
  /** Carries out a plan to its end. `told` takes the progress. */
  run(plan: RollbackPlan, told?: RollbackProgress[]): Promise<RollbackOutcome>;
  /** Goes on with the rollback that the window's memory knows of, to its end. Throws where there is none. */
  resumed(options?: Partial<FollowOptions>): Promise<RollbackOutcome>;
}

/** A desk with such a window, and more of them on request. */
export interface RollbackDesk extends Desk, RollbackWindow {
  openWindow(options?: WindowOptions): Promise<RollbackWindow>;
}

export async function openRollbackDesk(options?: DeskOptions): Promise<RollbackDesk> {
  const desk = await openDesk(options);
  return {
    ...desk,
    ...(await madeReady(desk, desk)),
    openWindow: async (more) => madeReady(await openWindow(desk.sandbox, desk.clock, more), desk),
  };
}

async function madeReady(window: DeskWindow, { sandbox, clock }: Desk): Promise<RollbackWindow> {
  await window.reader.readApps();
  const appNamed = (name: string) => {
    const app = findApp(window.store.state, idOf(sandbox, name));
    if (!app) throw new Error(`no app ${name}`);
    return app;
  };
  const shop = appNamed("storefront");
  await window.reader.readHistory(shop.id);
  const started = (plan: RollbackPlan, options: Partial<RunOptions> = {}) =>
    window.rollbacks.run(plan, { ...following, pauseAutoDeploy: false, ...options });
  return {
    ...window,
    shop,
    appNamed,
    async planned(targetId, app = shop) {
      const plan = await window.rollbacks.plan(app, targetId);
      if (plan.kind !== "plan") throw new Error(`there is no plan: ${plan.reason}`);
      return plan;
    },
    started,
    run: (plan, told = []) => clock.runUntil(started(plan, { tell: (progress) => told.push(progress) })),
    async resumed(options = {}) {
      const [pending] = window.rollbacks.interrupted();
      if (!pending) throw new Error("nothing was interrupted");
      const subject = await window.rollbacks.subjectOf(pending);
      return clock.runUntil(window.rollbacks.resume(subject, pending, { ...following, ...options }));
    },
  };
}
