import { Account } from "../account.ts";
import type { DemoCommit } from "../demoCommit.ts";
import { hashedUuid } from "../hashed.ts";
import { backOfficeApps } from "./backOfficeApps.ts";
import { platformApps } from "./platformApps.ts";
import { makeApp } from "./seedApp.ts";
import { shopApps } from "./shopApps.ts";
import { storefront } from "./storefront.ts";

/** The account as it is at the start: 12 apps in 3 projects, every age counted from `now`. */
export function seedAccount(now: number, demoCommits: readonly DemoCommit[]): Account {
  const shop = { id: hashedUuid("project/shop"), name: "Shop" };
  const backOffice = { id: hashedUuid("project/back-office"), name: "Back office" };
  const platform = { id: hashedUuid("project/platform"), name: "Platform" };
  const apps = [
    storefront(shop.id, now, demoCommits),
    ...shopApps(shop.id),
    ...backOfficeApps(backOffice.id),
    ...platformApps(platform.id),
  ];
  return new Account(
    hashedUuid("company/harbor-goods"),
    "Harbor Goods",
    [shop, backOffice, platform],
    apps.map((app) => makeApp(app, now)),
  );
}
