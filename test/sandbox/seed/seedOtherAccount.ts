import { Account } from "../account.ts";
import { hashedUuid } from "../hashed.ts";
import { appIds } from "./appIds.ts";
import { people } from "./people.ts";
import { makeApp } from "./seedApp.ts";

/** Somebody else's company: its apps are 404 to everyone in Harbor Goods. */
export function seedOtherAccount(now: number): Account {
  const project = { id: hashedUuid("project/tides"), name: "Tides" };
  const tidewatch = makeApp(
    {
      id: appIds.tidewatch,
      name: "tidewatch",
      displayName: "Tidewatch",
      projectId: project.id,
      ageDays: 120,
      git: { type: "github", repoUrl: "https://github.com/lantern-labs/tidewatch" },
      deployments: [
        { minutesAgo: 4 * 60, message: "Mark neap tides on the chart", author: people.mara },
        { minutesAgo: 9 * 24 * 60, message: "Draw the chart on a canvas", author: people.mara },
      ],
    },
    now,
  );
  const buoyFeed = makeApp(
    {
      id: appIds.buoyFeed,
      name: "buoy-feed",
      displayName: "Buoy feed",
      projectId: project.id,
      ageDays: 80,
      dockerImage: "ghcr.io/lantern-labs/buoy-feed:0.9.2",
      deployments: [{ minutesAgo: 70 * 24 * 60 }],
    },
    now,
  );
  return new Account(hashedUuid("company/lantern-labs"), "Lantern Labs", [project], [tidewatch, buoyFeed]);
}
