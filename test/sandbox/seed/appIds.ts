import { hashedUuid } from "../hashed.ts";

/** The ids of the sandbox's apps; the same at every start. */
export const appIds = {
  storefront: hashedUuid("app/storefront"),
  storefrontPreview: hashedUuid("app/storefront-pr-482"),
  checkoutApi: hashedUuid("app/checkout-api"),
  giftCards: hashedUuid("app/gift-cards"),
  legacyCatalog: hashedUuid("app/legacy-catalog"),
  ordersWorker: hashedUuid("app/orders-worker"),
  inventorySync: hashedUuid("app/inventory-sync"),
  searchIndexer: hashedUuid("app/search-indexer"),
  docsSite: hashedUuid("app/docs-site"),
  imageProxy: hashedUuid("app/image-proxy"),
  metabase: hashedUuid("app/metabase"),
  mailRelay: hashedUuid("app/mail-relay"),
  /** Of the other account. */
  tidewatch: hashedUuid("app/tidewatch"),
  buoyFeed: hashedUuid("app/buoy-feed"),
} as const;
