import { appIds } from "./appIds.ts";
import { people } from "./people.ts";
import type { SeedApp } from "./seedApp.ts";

const day = 24 * 60;

/** What the other apps stand on. */
export function platformApps(projectId: string): SeedApp[] {
  return [docsSite(projectId), imageProxy(projectId), mailRelay(projectId)];
}

function docsSite(projectId: string): SeedApp {
  return {
    id: appIds.docsSite,
    name: "docs-site",
    displayName: "Docs site",
    projectId,
    ageDays: 260,
    git: { type: "github", repoUrl: "https://github.com/harbor-goods/docs", isPublic: true },
    facts: { hibernation: true, autoDeploy: false },
    deployments: [
      { kind: "manual", minutesAgo: 5 * day, message: "docs: how to read the order webhooks 📦", author: people.ines },
      {
        kind: "manual",
        minutesAgo: 40 * day,
        message: "docs: fix <script> sample on the widget page",
        author: people.dele,
      },
      { kind: "manual", minutesAgo: 103 * day, message: "docs: add a page on rate limits", author: people.mara },
    ],
  };
}

function imageProxy(projectId: string): SeedApp {
  const image = "ghcr.io/imgproxy/imgproxy";
  return {
    id: appIds.imageProxy,
    name: "image-proxy",
    displayName: "Image proxy",
    projectId,
    ageDays: 330,
    dockerImage: `${image}:v3.30.1`,
    deployments: [
      { kind: "restart", of: 1, minutesAgo: 2 * day },
      { minutesAgo: 26 * day, image: `${image}:v3.30.1` },
      { minutesAgo: 27 * day, image: `${image}:v3.30.0`, end: "failed" },
      { minutesAgo: 120 * day, image: `${image}:v3.28.0` },
      { minutesAgo: 310 * day, image: `${image}:v3.26.1` },
    ],
  };
}

/** Deployed once: there is nothing to roll back to. */
function mailRelay(projectId: string): SeedApp {
  return {
    id: appIds.mailRelay,
    name: "mail-relay",
    displayName: "Mail relay",
    projectId,
    ageDays: 58,
    dockerImage: "boky/postfix:v4.4.0",
    domains: [],
    deployments: [{ minutesAgo: 57 * day, image: "boky/postfix:v4.4.0" }],
  };
}
