import { appIds } from "./appIds.ts";
import { people } from "./people.ts";
import { searchIndexerHistory } from "./searchIndexerHistory.ts";
import { type SeedApp, webProcess } from "./seedApp.ts";

const hour = 60;
const day = 24 * hour;

/** What the company's own people use. */
export function backOfficeApps(projectId: string): SeedApp[] {
  return [ordersWorker(projectId), inventorySync(projectId), searchIndexer(projectId), metabase(projectId)];
}

/** Is being deployed at the start. */
function ordersWorker(projectId: string): SeedApp {
  return {
    id: appIds.ordersWorker,
    name: "orders-worker",
    displayName: "Orders worker",
    projectId,
    ageDays: 150,
    git: { type: "gitlab", repoUrl: "https://gitlab.com/harbor-goods/orders-worker" },
    buildType: "dockerfile",
    processes: [
      {
        key: "worker",
        type: "worker",
        displayName: "Worker",
        entrypoint: "node dist/worker.js",
        port: null,
        schedule: null,
        jobStartPolicy: null,
      },
    ],
    domains: [],
    deployments: [
      {
        minutesAgo: 0.5,
        message: "Retry a failed label print twice",
        author: people.dele,
        // Slow enough to be seen in a demo.
        life: { waitingMs: 4_000, buildMs: 8 * 60_000, rolloutMs: 30_000 },
      },
      { minutesAgo: 20 * hour, message: "Send the invoice with the parcel, not with the order", author: people.tomasz },
      { minutesAgo: 4 * day, message: "Merge branch 'pick-lists' into 'main'", author: people.mara },
      { minutesAgo: 13 * day, message: "Do not pack an order twice after a restart", author: people.dele },
    ],
  };
}

function inventorySync(projectId: string): SeedApp {
  return {
    id: appIds.inventorySync,
    name: "inventory-sync",
    displayName: "Inventory sync",
    projectId,
    ageDays: 300,
    git: { type: "bitbucket", repoUrl: "https://bitbucket.org/harbor-goods/inventory-sync" },
    buildType: "pack",
    facts: { autoDeploy: false },
    deployments: [
      {
        kind: "manual",
        minutesAgo: 7 * day,
        message: "HG-1184 read stock levels in pages of 500",
        author: people.ines,
      },
      { kind: "manual", minutesAgo: 29 * day, message: "HG-1160 skip discontinued articles", author: people.ines },
      { kind: "manual", minutesAgo: 29 * day + hour, message: "HG-1160 wip", author: people.ines, end: "skipped" },
      { kind: "manual", minutesAgo: 88 * day, message: "HG-1097 move to the new warehouse API", author: people.mara },
    ],
  };
}

/** Long enough a history for several pages. */
function searchIndexer(projectId: string): SeedApp {
  return {
    id: appIds.searchIndexer,
    name: "search-indexer",
    displayName: "Search indexer",
    projectId,
    ageDays: 400,
    git: { type: "github", repoUrl: "https://github.com/harbor-goods/search-indexer" },
    deployments: searchIndexerHistory(240),
  };
}

function metabase(projectId: string): SeedApp {
  return {
    id: appIds.metabase,
    name: "metabase",
    displayName: "Metabase",
    projectId,
    ageDays: 365,
    dockerImage: "metabase/metabase:v0.56.4",
    processes: [{ ...webProcess, entrypoint: "/app/run_metabase.sh", port: 3000 }],
    deployments: [
      { minutesAgo: 18 * day, image: "metabase/metabase:v0.56.4" },
      { minutesAgo: 74 * day, image: "metabase/metabase:v0.55.1" },
      { minutesAgo: 190 * day, image: "metabase/metabase:v0.53.8" },
    ],
  };
}
