import assert from "node:assert/strict";
import { learnKey } from "../../../src/model/learnKey.ts";
import { Session } from "../../../src/model/session.ts";
import { SevallaClient } from "../../../src/sevalla/client.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { FakeSecrets } from "../../support/fakeSecrets.ts";

describe("A key of which nothing is known but itself", () => {
  let sandbox: Sandbox;
  let session: Session;
  let client: SevallaClient;

  beforeEach(async () => {
    sandbox = await startSandbox();
    const secrets = new FakeSecrets();
    secrets.stored.set(`sevalla.token@${sandbox.url}`, sandbox.keys.expiring);
    session = new Session(secrets, () => sandbox.url);
    await session.read();
    client = new SevallaClient({
      fetch: nodeFetch,
      baseUrl: sandbox.url,
      token: () => undefined,
      wait: async () => {},
    });
  });
  afterEach(() => sandbox.close());

  it("is asked about once", async () => {
    await learnKey(() => client, session);
    await learnKey(() => client, session);
    assert.equal(sandbox.requests.length, 1);
    assert.equal(session.accounts.length, 1);
    assert.equal(session.accounts[0]?.name, "Contractor");
    assert.ok((session.accounts[0]?.expiresAt ?? 0) > Date.now());
  });

  it("stays in use if nobody answers", async () => {
    sandbox.fault({}, { kind: "status", status: 500 });
    await learnKey(() => client, session);
    assert.equal(session.token(sandbox.url), sandbox.keys.expiring);
    assert.equal(session.accounts[0]?.name, undefined);
  });
});
