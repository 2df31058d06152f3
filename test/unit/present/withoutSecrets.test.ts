import assert from "node:assert/strict";
import { withoutPrivateKeys, withoutSecrets } from "../../../src/present/withoutSecrets.ts";

describe("Text without secrets", () => {
  const secret = [
    ["svl_0123456789abcdef", "[removed]"],
    ["key svl_abc-DEF_1.", "key [removed]."],
    ["Authorization: Bearer abc.def.ghi12345", "Authorization: [removed]"],
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
    ["Authorization: Token abc", "Authorization: [removed]"],
    ["curl -H 'Authorization: Token abc' https://x", "curl -H 'Authorization: [removed]' https://x"],
    ['{"authorization":"Basic YTpi","status":401}', '{"authorization":[removed],"status":401}'],
    ['{\\"password\\":\\"a b\\"}', '{\\"password\\":[removed]}'],
    ["Set-Cookie: sid=abc; Path=/", "Set-Cookie: [removed]"],
    ["cookie: a=b; c=d", "cookie: [removed]"],
    ["DB_PASS=hunter2 next", "DB_PASS=[removed] next"],
    ["dbpass: hunter2", "dbpass: [removed]"],
    ["pass: hunter2", "pass: [removed]"],
    ["mysql --password hunter2 shop", "mysql --password [removed] shop"],
    ['cli --api-token "a b" up', "cli --api-token [removed] up"],
    ["cli --token=abc", "cli --token=[removed]"],
    [`${"sk"}_test_51AbCdEfGh`, "[removed]"],
    [`${"whsec"}_AbCdEfGh1234`, "[removed]"],
    [`${"AI"}zaSyA0123456789abcdefghijklmnopqrstuv`, "[removed]"],
    ["ASIAIOSFODNN7EXAMPLE", "[removed]"],
    [`${"SG"}.abcdefghij.klmnopqrstuv`, "[removed]"],
    [`${"hf"}_abcdefghijklmnop`, "[removed]"],
    [`https://hooks.slack.com/${"services"}/T000/B000/XXXX`, "https://hooks.slack.com/[removed]"],
    ["https://discord.com/api/webhooks/123/abc-def", "https://discord.com/api/webhooks/[removed]"],
    ["postgres://shop:hun/ter@2@db:5432/shop", "postgres://[removed]@db:5432/shop"],
    ["key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end", "key [removed] end"],
    ["-----BEGIN PRIVATE KEY-----\\nMIIEabc", "[removed]"],
  ] as const;
  for (const [text, rest] of secret) it(`is ${rest}`, () => assert.equal(withoutSecrets(text), rest));

  for (const text of [
    "npm error react@18.2.0 wants node >=20",
    "Listening on http://localhost:3000",
    "us-central1-docker.pkg.dev/acme/shop/image@sha256:0123",
    "src/cart.ts:42:17 - error TS2339: Property 'tokens' does not exist",
    "Fix the token refresh",
    "Tests passed: 5, bypass: true",
    "GET http://localhost:3000/users/@ada",
    "-----BEGIN CERTIFICATE-----",
    "Undoes 3 commits by ada and grace",
  ]) {
    it(`leaves as it is: ${text}`, () => assert.equal(withoutSecrets(text), text));
  }

  it("takes no time for long texts that only begin like one", () => {
    const since = performance.now();
    for (const part of [
      "a.",
      "token",
      "a@",
      "://",
      "svl",
      "eyJa",
      "token=",
      "bearer ",
      "a-",
      "token = ",
      "--token ",
      "cookie:",
      "://a:",
      "://a:b@",
      "-----BEGIN ",
      "SG.",
      "pass:",
      `token\\"`,
    ]) {
      withoutSecrets(part.repeat(10_000 / part.length));
    }
    assert.ok(performance.now() - since < 2_000);
  });

  it("has no private key, however it is told apart into lines", () => {
    const body = `MIIE${"aB3+".repeat(15)}`;
    const rows = [
      "Reading the key",
      "#5 0.1 -----BEGIN RSA PRIVATE KEY-----",
      "Proc-Type: 4,ENCRYPTED",
      "",
      `app | ${body}`,
      body,
      "aB3=",
      "-----END RSA PRIVATE KEY-----",
      "done",
      body,
      "-----BEGIN OPENSSH PRIVATE KEY-----",
      "error: that was no key",
      "short",
    ];
    const kept = withoutPrivateKeys(rows).filter((row) => row !== "[removed]");
    assert.deepEqual(kept, ["Reading the key", "done", "error: that was no key", "short"]);
  });
});
