import { appIds } from "./appIds.ts";
import { people } from "./people.ts";
import type { SeedApp } from "./seedApp.ts";

const hour = 60;
const day = 24 * hour;

/** What customers use, beside the storefront. */
export function shopApps(projectId: string): SeedApp[] {
  return [storefrontPreview(projectId), checkoutApi(projectId), giftCards(projectId), legacyCatalog(projectId)];
}

function storefrontPreview(projectId: string): SeedApp {
  return {
    id: appIds.storefrontPreview,
    name: "storefront-pr-482",
    displayName: "Storefront PR 482",
    projectId,
    ageDays: 2,
    git: { type: "github", repoUrl: "https://github.com/harbor-goods/storefront" },
    facts: { type: "previewApp", hibernation: true },
    deployments: [
      {
        minutesAgo: 3 * hour,
        message: "Move the filter above the results on narrow screens",
        author: people.ines,
        branch: "feature/category-filters",
      },
      {
        minutesAgo: day + 20 * hour,
        message:
          "Filter a category by colour and size\n\nThe counts come from the index, so they may lag a minute behind.",
        author: people.ines,
        branch: "feature/category-filters",
      },
    ],
  };
}

/** Its last deployment failed; the one before it still serves. */
function checkoutApi(projectId: string): SeedApp {
  return {
    id: appIds.checkoutApi,
    name: "checkout-api",
    displayName: "Checkout API",
    projectId,
    ageDays: 210,
    git: { type: "github", repoUrl: "https://github.com/harbor-goods/checkout-api" },
    buildType: "dockerfile",
    deployments: [
      {
        minutesAgo: 25,
        message: "Refund to the gift card a payment came from\n\nFixes #208",
        author: people.dele,
        end: "failed",
        failure: refundFailure,
      },
      {
        minutesAgo: 2 * day,
        message: longMessage,
        author: people.tomasz,
        steps: ["checkout", "build", "rollout", "syncConnections"],
      },
      { minutesAgo: 6 * day, message: "Update dependency stripe to v19.2.0", author: people.renovate },
      { minutesAgo: 11 * day, message: "fix: count a retried payment once", author: people.dele },
      { minutesAgo: 19 * day, message: "Time out card checks after ten seconds", author: people.mara },
      {
        minutesAgo: 19 * day + 2 * hour,
        message: "Time out card checks",
        author: people.mara,
        branch: "hotfix/card-timeouts",
        end: "failed",
      },
      { minutesAgo: 47 * day, message: "feat!: drop version 1 of the checkout API", author: people.tomasz },
    ],
  };
}

const refundFailure = [
  "#9 [build 4/4] RUN npm run build",
  "#9 1.204 > checkout-api@2.14.0 build",
  "#9 1.204 > tsc -p tsconfig.json",
  "#9 6.871 src/payments/refund.ts:42:17 - error TS2345: Argument of type 'string | undefined' is not assignable to parameter of type 'string'.",
  "#9 6.871 42   await cards.credit(order.giftCardId, amount);",
  "#9 6.871                     ~~~~~~~~~~~~~~~~",
  "#9 6.903 Found 1 error in src/payments/refund.ts:42",
  '#9 ERROR: process "/bin/sh -c npm run build" did not complete successfully: exit code: 2',
];

/** Longer than the 1000 characters that the API gives back. */
const longMessage = [
  "Write every payment event to the audit log",
  "",
  ...Array.from(
    { length: 16 },
    (_, index) => `- event ${index + 1}: who, what, when and the amount before and after, in minor units`,
  ),
].join("\n");

function giftCards(projectId: string): SeedApp {
  return {
    id: appIds.giftCards,
    name: "gift-cards",
    displayName: "Gift cards",
    projectId,
    ageDays: 1,
    git: { type: "github", repoUrl: "https://github.com/harbor-goods/gift-cards" },
    deployments: [],
  };
}

function legacyCatalog(projectId: string): SeedApp {
  return {
    id: appIds.legacyCatalog,
    name: "legacy-catalog",
    displayName: "Legacy catalogue",
    projectId,
    ageDays: 720,
    git: { type: "github", repoUrl: "https://github.com/harbor-goods/legacy-catalog" },
    buildType: "pack",
    facts: { isSuspended: true, autoDeploy: false, defaultBranch: "master" },
    deployments: [
      { minutesAgo: 95 * day, message: "Link to the new storefront from every page", author: people.mara },
      { minutesAgo: 160 * day, message: "Fix the year in the footer", author: people.dele },
      { minutesAgo: 245 * day, message: "Merge pull request #1312 from harbor-goods/vat-rates", author: people.tomasz },
    ],
  };
}
