import { pause } from "../model/clock.ts";
import { targetObstacle } from "../model/deployment.ts";
import { visible } from "../present/format.ts";
import { ineligible } from "../present/plan.ts";
import { undoneView } from "../present/undone.ts";
import type { AppSummary, Deployment } from "../sevalla/resources.ts";
import type { Parts } from "./parts.ts";
import { type Advice, pickDeployment } from "./pickDeployment.ts";

/** Git is asked about the nearest ones only, and nobody waits longer for it than this. */
const mostAsked = 8;
const patienceMs = 1_000;

/** Asks which deployment to go back to. Those that cannot be are shown too, with the reason. */
export function pickTarget(parts: Parts, app: AppSummary): Promise<Deployment | undefined> {
  const advice: Advice = {
    whyNot(deployment, live) {
      if (!live) return "What is live now is not known yet.";
      const why = targetObstacle(deployment, live);
      return why && ineligible[why];
    },
    meaning: (targets, live) => (live ? undoneBy(parts, app, targets, live) : Promise.resolve(new Map())),
  };
  return pickDeployment(parts, app, `Roll back ${visible(app.name)} to`, advice);
}

async function undoneBy(
  { rollbacks, clock, ending }: Parts,
  app: AppSummary,
  targets: readonly Deployment[],
  live: Deployment,
): Promise<ReadonlyMap<Deployment, string>> {
  const late = new AbortController();
  const signal = AbortSignal.any([late.signal, ending]);
  const found = new Map<Deployment, string>();
  const reading = targets.slice(0, mostAsked).map(async (target) => {
    const undone = await rollbacks.undone(app, live, target, signal);
    const [line] = undone.kind === "unknown" ? [] : undoneView({ live, target, undone }, clock.now()).summary;
    if (line) found.set(target, line);
  });
  const done = new AbortController();
  const all = Promise.all(reading).finally(() => done.abort());
  await Promise.race([all, pause(clock, patienceMs, done.signal).catch(() => undefined)]);
  late.abort();
  return new Map(found);
}
