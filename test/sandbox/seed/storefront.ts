import type { SandboxEnvVar } from "../app.ts";
import type { DemoCommit } from "../demoCommit.ts";
import { appIds } from "./appIds.ts";
import { personOf } from "./people.ts";
import { hostedDomain, type SeedApp, type SeedDeployment, webProcess } from "./seedApp.ts";
import { storefrontCommits } from "./storefrontCommits.ts";

/** The linked demo app: a bad release is live since half an hour, with good ones before it. */
export function storefront(projectId: string, now: number, commits: readonly DemoCommit[]): SeedApp {
  return {
    id: appIds.storefront,
    name: "storefront",
    displayName: "Storefront",
    projectId,
    ageDays: 64,
    git: { type: "github", repoUrl: "https://github.com/harbor-goods/storefront" },
    facts: { waitForChecks: true },
    domains: [
      {
        name: "shop.harborgoods.example",
        status: "active",
        type: "custom",
        isPrimary: true,
        isWildcard: false,
        errors: [],
      },
      { ...hostedDomain("storefront"), isPrimary: false },
    ],
    processes: [
      webProcess,
      {
        key: "migrate",
        type: "job",
        displayName: "Migrate database",
        entrypoint: "npm run migrate",
        port: null,
        schedule: null,
        jobStartPolicy: "beforeDeployment",
      },
      {
        key: "abandoned-carts",
        type: "cron",
        displayName: "Remind of abandoned carts",
        entrypoint: "node src/jobs/abandonedCarts.js",
        port: null,
        schedule: "*/15 * * * *",
        jobStartPolicy: null,
      },
    ],
    envVars: envVars(now),
    deployments: history(commits),
  };
}

function envVars(now: number): SandboxEnvVar[] {
  const variable = (key: string, value: string, minutesAgo: number, isBuildtime = false) => ({
    key,
    value,
    isRuntime: true,
    isBuildtime,
    updatedAt: now - minutesAgo * 60_000,
  });
  const day = 24 * 60;
  return [
    variable("NODE_ENV", "production", 64 * day, true),
    variable("DATABASE_URL", "postgres://storefront:not-a-real-password@db.internal:5432/storefront", 64 * day),
    variable("REDIS_URL", "redis://cache.internal:6379", 15 * day),
    variable("PAYMENT_KEY", "not-a-real-payment-key", 21 * day),
    // Changed with the bad release: a rollback keeps it.
    variable("PARCEL_API_URL", "https://parcels.harborgoods.example/v2", 52),
  ];
}

/** Newest first; commits not given are taken from the sandbox's own list, with hashed SHAs. */
function history(commits: readonly DemoCommit[]): SeedDeployment[] {
  const push = (index: number, facts: Partial<SeedDeployment> = {}): SeedDeployment => {
    const own = storefrontCommits[Math.min(index, storefrontCommits.length - 1)];
    const given = commits[Math.min(index, commits.length - 1)];
    const subject = given?.subject ?? own?.subject ?? "";
    const body = given?.body ?? own?.body ?? "";
    return {
      minutesAgo: (own?.minutesAgo ?? 0) - 2,
      message: body === "" ? subject : `${subject}\n\n${body}`,
      author: personOf(given?.author ?? own?.author.login ?? ""),
      ...(given ? { sha: given.sha } : {}),
      ...facts,
    };
  };
  const day = 24 * 60;
  return [
    push(0, { healthy: false }),
    push(1),
    push(2),
    push(3),
    push(4, { end: "failed", failure: priceFailure }),
    push(5),
    { kind: "restart", of: 7, minutesAgo: 6 * day },
    push(6),
    push(7, { end: "cancelled" }),
    { kind: "rollback", of: 11, minutesAgo: 15 * day },
    push(8, { healthy: false }),
    push(9),
    push(10, { kind: "manual", minutesAgo: 33 * day }),
    push(11),
  ];
}

const priceFailure = [
  "> storefront@1.0.0 build",
  "> tsc -p .",
  "src/catalogue/lowestPrice.ts(18,31): error TS2339: Property 'history' does not exist on type 'Price'.",
  "npm error Lifecycle script `build` failed with error:",
  "npm error code 2",
];
