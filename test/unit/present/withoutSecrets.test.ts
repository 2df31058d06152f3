import assert from "node:assert/strict";
import { withoutSecrets } from "../../../src/present/withoutSecrets.ts";

describe("Text without secrets", () => {
  const secret = [
    ["svl_0123456789abcdef", "[removed]"],
    ["key svl_abc-DEF_1.", "key [removed]."],
    ["Authorization: Bearer abc.def.ghi12345", "Authorization: [removed] [removed]"],
    ["curl -H 'x: bearer abcdefgh12'", "curl -H 'x: bearer [removed]'"],
    ["postgres://shop:hunter2@db:5432/shop", "postgres://[removed]@db:5432/shop"],
    ["https://token@github.com/acme/shop", "https://[removed]@github.com/acme/shop"],
    ["fetching https://shop:hunter2isvery…", "fetching https://[removed]…"],
    ["DB_PASSWORD=hunter2 next", "DB_PASSWORD=[removed] next"],
    ['"apiKey": "abc def", "b": 1', '"apiKey": [removed], "b": 1'],
    ["STRIPE_SECRET_KEY = 'a b'", "STRIPE_SECRET_KEY = [removed]"],
    ["token: abc", "token: [removed]"],
    ["ghp_0123456789abcdef0123", "[removed]"],
    ["AKIAIOSFODNN7EXAMPLE", "[removed]"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "[removed]"],
    ["Co-authored-by: Ada <ada.l+x@mail.example.org>", "Co-authored-by: Ada <[removed]>"],
  ] as const;
  for (const [text, rest] of secret) it(`is ${rest}`, () => assert.equal(withoutSecrets(text), rest));

  for (const text of [
    "npm error react@18.2.0 wants node >=20",
    "Listening on http://localhost:3000",
    "us-central1-docker.pkg.dev/acme/shop/image@sha256:0123",
    "src/cart.ts:42:17 - error TS2339: Property 'tokens' does not exist",
    "Fix the token refresh",
    "Undoes 3 commits by ada and grace",
  ]) {
    it(`leaves as it is: ${text}`, () => assert.equal(withoutSecrets(text), text));
  }

  it("takes no time for long texts that only begin like one", () => {
    const since = performance.now();
    for (const part of ["a.", "token", "a@", "://", "svl", "eyJa", "token=", "bearer ", "a-", "token = "]) {
      withoutSecrets(part.repeat(10_000 / part.length));
    }
    assert.ok(performance.now() - since < 2_000);
  });
});
