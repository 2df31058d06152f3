type Files = Readonly<Record<string, string>>;

const packageJson = (fastify: string, extra: Readonly<Record<string, string>> = {}) =>
  `${JSON.stringify(
    {
      name: "storefront",
      version: "1.0.0",
      private: true,
      type: "module",
      scripts: { build: "tsc -p .", start: "node dist/server.js", migrate: "node dist/migrate.js" },
      dependencies: { fastify, ...extra, postgres: "3.4.7" },
    },
    undefined,
    2,
  )}\n`;

/** What each commit of the demo repository writes, by its subject. */
export const demoFiles: Readonly<Record<string, Files>> = {
  "First release of the new storefront": {
    "README.md": `# Storefront

The shop of Harbor Goods: catalogue, product page, cart and checkout.

    npm install
    npm run build && npm start

The app is deployed to Sevalla from the branch \`main\`.
`,
    ".gitignore": "node_modules\ndist\n.env\n",
    "package.json": packageJson("5.4.0"),
    "tsconfig.json": `{ "compilerOptions": { "outDir": "dist", "module": "nodenext", "strict": true }, "include": ["src"] }\n`,
    "src/server.ts": `import Fastify from "fastify";
import { cartRoutes } from "./cart/routes.js";
import { catalogueRoutes } from "./catalogue/routes.js";

const server = Fastify({ logger: true });
server.get("/healthz", async () => "ok");
catalogueRoutes(server);
cartRoutes(server);
await server.listen({ host: "0.0.0.0", port: Number(process.env.PORT ?? 8080) });
`,
    "src/catalogue/routes.ts": catalogue(""),
    "src/cart/routes.ts": `import type { FastifyInstance } from "fastify";
import { readCart } from "./cart.js";
import { shippingFor } from "./shipping.js";

export function cartRoutes(server: FastifyInstance) {
  server.get("/cart", async (request) => {
    const cart = await readCart(request);
    return { ...cart, shipping: shippingFor(cart) };
  });
}
`,
    "src/cart/cart.ts": cart(""),
    "src/cart/shipping.ts": `import type { Cart } from "./cart.js";

/** In minor units. */
export function shippingFor(cart: Cart): number {
  return cart.weightGrams > 2_000 ? 890 : 490;
}
`,
    "db/schema.sql": "create table carts (id uuid primary key, weight_grams int not null default 0);\n",
  },
  "Use one address form everywhere": {
    "src/checkout/address.ts": address(""),
  },
  "Accept gift cards at checkout": {
    "src/checkout/giftCard.ts": `/** What is left to pay, in minor units, after the gift card. */
export function afterGiftCard(total: number, balance: number): number {
  return Math.max(0, total - balance);
}
`,
  },
  "Keep sessions in Redis": {
    "package.json": packageJson("5.4.0", { ioredis: "5.8.0" }),
    "src/sessions.ts": `import { Redis } from "ioredis";

export const sessions = new Redis(process.env.REDIS_URL ?? "redis://localhost:6379");
`,
  },
  "Try streaming for the product page": {
    "src/catalogue/stream.ts": `/** The product page in pieces, as they become ready. */
export async function* productPage(parts: readonly Promise<string>[]) {
  for (const part of parts) yield await part;
}
`,
  },
  "Check postal codes before the payment step": {
    "src/checkout/address.ts": address(`
export function hasKnownPostalCode(address: Address): boolean {
  return /^[0-9A-Z][0-9A-Z -]{2,9}$/.test(address.postalCode);
}
`),
  },
  "Load product images when they come into view": {
    "src/catalogue/image.ts": `export function image(src: string, alt: string): string {
  return \`<img src="\${src}" alt="\${alt}" loading="lazy" decoding="async">\`;
}
`,
  },
  "Show the lowest price of the last 30 days": {
    "src/catalogue/lowestPrice.ts": `import type { Price } from "./price.js";

export function lowestPrice(price: Price): number {
  return Math.min(...price.history.map((entry) => entry.amount));
}
`,
    "src/catalogue/price.ts": `export interface Price {
  amount: number;
}
`,
  },
  "Keep category pages for five minutes": {
    "src/catalogue/routes.ts": catalogue(`    reply.header("cache-control", "public, max-age=300");\n`),
    "src/catalogue/price.ts": `export interface Price {
  amount: number;
  history: readonly { amount: number; day: string }[];
}
`,
  },
  "Update dependency fastify to v5.6.1": {
    "package.json": packageJson("5.6.1", { ioredis: "5.8.0" }),
  },
  "Show delivery dates in the customer's time zone": {
    "src/catalogue/deliveryDate.ts": `export function deliveryDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone }).format(at);
}
`,
  },
  "Split the cart into parcels": {
    "db/migrations/0007_parcels.sql": `create table parcels (
  id uuid primary key,
  cart_id uuid not null references carts (id),
  weight_grams int not null
);
alter table carts drop column weight_grams;
`,
    "src/cart/cart.ts": cart("  parcels: readonly { weightGrams: number }[];\n"),
    "src/cart/shipping.ts": `import type { Cart } from "./cart.js";

/** In minor units. */
export function shippingFor(cart: Cart): number {
  return cart.parcels.reduce((sum, parcel) => sum + (parcel.weightGrams > 2_000 ? 890 : 490), 0);
}
`,
  },
};

function catalogue(headers: string): string {
  return `import type { FastifyInstance } from "fastify";

export function catalogueRoutes(server: FastifyInstance) {
  server.get("/categories/:name", async (request, reply) => {
${headers}    return reply.view("category", request.params);
  });
}
`;
}

function cart(fields: string): string {
  return `import type { FastifyRequest } from "fastify";
import { sessions } from "../sessions.js";

export interface Cart {
  id: string;
  weightGrams: number;
${fields}}

export async function readCart(request: FastifyRequest): Promise<Cart> {
  return JSON.parse((await sessions.get(String(request.headers["x-session"]))) ?? "{}");
}
`;
}

function address(more: string): string {
  return `export interface Address {
  name: string;
  street: string;
  postalCode: string;
  country: string;
}
${more}`;
}
