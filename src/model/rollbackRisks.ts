import type { EnvVar, Process } from "../sevalla/appParts.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import { largestPage } from "../sevalla/paths.ts";
import type { App, AppId, Deployment, Page } from "../sevalla/resources.ts";
import type { Clock } from "./clock.ts";

/** What may go wrong with a rollback, or undo it. Undefined is what could not be found out. */
export interface RollbackRisks {
  /** The next push deploys again. */
  readonly isAutoDeployOn: boolean | undefined;
  readonly isHibernationOn: boolean | undefined;
  /** Names of the jobs that run before every deployment, the rollback included. */
  readonly jobs: readonly string[] | undefined;
  /** Names of the environment variables that were changed after the target was made. */
  readonly changedVariables: readonly string[] | undefined;
}

/** What risks are seen from. Undefined is what could not be read. */
export interface RiskFacts {
  readonly app: App | undefined;
  readonly processes: readonly Process[] | undefined;
  readonly variables: readonly EnvVar[] | undefined;
}

export const nothingKnown: RiskFacts = { app: undefined, processes: undefined, variables: undefined };

const mostPages = 3;
/** A rollback is urgent: what is not known by then is said to be unknown. */
const patienceMs = 5_000;

export function risksOf({ app, processes, variables }: RiskFacts, target: Deployment): RollbackRisks {
  return {
    isAutoDeployOn: app?.autoDeploy,
    isHibernationOn: app?.hibernationEnabled,
    jobs: processes?.filter(({ startPolicy }) => startPolicy === "beforeDeployment").map(({ name }) => name),
    changedVariables: variables?.filter(({ updatedAt }) => updatedAt > target.createdAt).map(({ key }) => key),
  };
}

/** Reads what risks are seen from. Never throws and never takes longer than five seconds. */
export async function readRiskFacts(client: SevallaClient, appId: AppId, clock: Clock): Promise<RiskFacts> {
  const late = new AbortController();
  const cancel = clock.after(patienceMs, () => late.abort());
  const [app, processes, variables] = await Promise.all([
    client.getApp(appId, late.signal).catch(() => undefined),
    whole((offset) => client.listProcesses(appId, { offset, limit: largestPage, signal: late.signal })),
    whole((offset) => client.listEnvVars(appId, { offset, limit: largestPage, signal: late.signal })),
  ]);
  cancel();
  return { app, processes, variables };
}

/** All pages of a list; undefined when it cannot be read to its end. */
async function whole<T>(read: (offset: number) => Promise<Page<T>>): Promise<readonly T[] | undefined> {
  const found: T[] = [];
  try {
    for (let page = 0; page < mostPages; page++) {
      const { items, total } = await read(page * largestPage);
      found.push(...items);
      if ((page + 1) * largestPage >= total) return found;
    }
  } catch {
    return undefined;
  }
  return undefined;
}
