import { type Person, people } from "./people.ts";

export interface StorefrontCommit {
  readonly author: Person;
  readonly subject: string;
  readonly body: string;
  /** Age at the start. */
  readonly minutesAgo: number;
}

const hour = 60;
const day = 24 * hour;

/** What the history of the app "storefront" is made of, newest first. */
export const storefrontCommits: readonly StorefrontCommit[] = [
  {
    author: people.tomasz,
    subject: "Split the cart into parcels",
    body: "Shipping is now charged for each parcel instead of once for the cart.\n\nAdds the table parcels. Carts made before this have no parcels yet; they get\none when they are opened.\n\nRefs #611",
    minutesAgo: 40,
  },
  {
    author: people.ines,
    subject: "Show delivery dates in the customer's time zone",
    body: "The product page said “tomorrow” to customers for whom it was already today.",
    minutesAgo: day + 2 * hour,
  },
  {
    author: people.renovate,
    subject: "Update dependency fastify to v5.6.1",
    body: "",
    minutesAgo: 2 * day + 5 * hour,
  },
  {
    author: people.mara,
    subject: "Keep category pages for five minutes",
    body: "Halves the time to first byte under load (312 ms → 148 ms at the 95th percentile).",
    minutesAgo: 3 * day + hour,
  },
  {
    author: people.dele,
    subject: "Show the lowest price of the last 30 days",
    body: "Required in the EU since the price directive.",
    minutesAgo: 3 * day + 4 * hour,
  },
  {
    author: people.ines,
    subject: "Load product images when they come into view",
    body: "",
    minutesAgo: 5 * day,
  },
  {
    author: people.mara,
    subject: "Check postal codes before the payment step",
    body: "An unknown postal code was refused only after the card was charged.\n\nCo-authored-by: Dele Akinyemi <dele@harborgoods.example>",
    minutesAgo: 8 * day + 3 * hour,
  },
  {
    author: people.tomasz,
    subject: "Try streaming for the product page",
    body: "An experiment; see the numbers in #574 before keeping it.",
    minutesAgo: 12 * day,
  },
  {
    author: people.tomasz,
    subject: "Keep sessions in Redis",
    body: "So that a restart no longer signs everybody out.",
    minutesAgo: 15 * day + 6 * hour,
  },
  {
    author: people.ines,
    subject: "Accept gift cards at checkout",
    body: "Cards are reserved when the payment step opens and taken when it succeeds.",
    minutesAgo: 21 * day,
  },
  {
    author: people.dele,
    subject: "Use one address form everywhere",
    body: "",
    minutesAgo: 34 * day + 7 * hour,
  },
  {
    author: people.mara,
    subject: "First release of the new storefront",
    body: "Catalogue, product page, cart and checkout. The old one stays at legacy-catalog until January.",
    minutesAgo: 61 * day,
  },
];
