import assert from "node:assert/strict";
import * as fc from "fast-check";
import * as v from "valibot";
import { domainSchema, envVarSchema, processSchema } from "../../../src/sevalla/appParts.ts";
import { parseBaseUrl } from "../../../src/sevalla/baseUrl.ts";
import { SevallaClient } from "../../../src/sevalla/client.ts";
import { timePointSchema } from "../../../src/sevalla/metrics.ts";
import { appSchema, keyCheckSchema } from "../../../src/sevalla/resources.ts";
import { wireApp } from "./wire.ts";

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, "", -1, Number.MAX_VALUE, "2025-02-30T00:00:00Z", "__proto__", {}, []),
);

const now = "2025-01-30T00:00:00.000Z";
const examples = [
  [appSchema, wireApp()],
  [processSchema, { id: "p", key: "web", display_name: "Web", job_start_policy: "beforeDeployment" }],
  [envVarSchema, { id: "e", key: "PORT", updated_at: now }],
  [domainSchema, { id: "d", name: "shop.example.com", is_primary: true, is_enabled: true, is_wildcard: false }],
  [keyCheckSchema, { is_valid: true, key: { id: "k", name: "CI", expired_at: now, is_enabled: true } }],
  [timePointSchema, { time: now, value: 12 }],
] as const;

/** What every part is made of, whatever was sent. */
function isSound(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isSound);
  return typeof value === "number" ? Number.isFinite(value) : value !== null;
}

describe("Whatever Sevalla sends for a part of an app,", () => {
  for (const [schema, example] of examples) {
    it(`it is one or none: ${Object.keys(example).slice(0, 4).join(", ")}`, () => {
      assert.ok(v.is(schema, example));
      const some = fc.dictionary(fc.constantFrom(...Object.keys(example)), odd, { maxKeys: 4 });
      const body = fc.oneof({ weight: 5, arbitrary: some.map((fields) => ({ ...example, ...fields })) }, odd);
      fc.assert(
        fc.property(body, (sent) => {
          const read = v.safeParse(schema, sent);
          assert.equal(!read.success || isSound(read.output), true);
        }),
      );
    });
  }
});

describe("Whatever address is set or redirected to,", () => {
  const piece = fc.constantFrom("http", "https", ":", "/", "//", "@", "127.0.0.1", "localhost", "evil.com", ".", "\\");
  const address = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 9 }).map((all) => all.join("")),
  );

  it("only a private one without credentials is one", () => {
    fc.assert(
      fc.property(address, (text) => {
        const url = parseBaseUrl(text);
        if (!url) return;
        const isHere = /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(url.hostname);
        assert.ok(url.protocol === "https:" || (url.protocol === "http:" && isHere), url.href);
        assert.equal(url.username + url.password + url.search + url.hash, "");
        assert.doesNotMatch(url.pathname, /.\/$/);
      }),
    );
  });

  it("the key goes to the host of the API address alone", async () => {
    const sent: string[] = [];
    const home = "https://api.sevalla.com";
    await fc.assert(
      fc.asyncProperty(address, fc.constantFrom(301, 302, 303, 307, 308), async (location, status) => {
        sent.length = 0;
        const client = new SevallaClient({
          fetch: async (url) => {
            sent.push(url);
            const headers = new Map([["location", location]]);
            return { status, headers: { get: (name: string) => headers.get(name) ?? null }, body: null };
          },
          baseUrl: `${home}/v3`,
          token: () => "svl_token",
          wait: async () => {},
        });
        await client.listApps().catch(() => undefined);
        assert.ok(sent.length >= 1 && sent.length <= 4);
        for (const url of sent) assert.equal(new URL(url).origin, home);
      }),
    );
  });
});
