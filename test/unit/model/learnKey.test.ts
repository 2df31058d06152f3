import assert from "node:assert/strict";
import { learnKey } from "../../../src/model/learnKey.ts";
import { Session } from "../../../src/model/session.ts";
import { SevallaClient } from "../../../src/sevalla/client.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { hour, noon } from "../../support/builders.ts";
import { FakeSecrets } from "../../support/fakeSecrets.ts";

describe("A key of which nothing is known but itself", () => {
  let sandbox: Sandbox;
  let secrets: FakeSecrets;
  let session: Session;
  let client: SevallaClient;

  beforeEach(async () => {
    sandbox = await startSandbox();
    secrets = new FakeSecrets();
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
    await learnKey(() => client, session, noon);
    await learnKey(() => client, session, noon);
    assert.equal(sandbox.requests.length, 1);
    assert.equal(session.accounts.length, 1);
    assert.equal(session.accounts[0]?.name, "Contractor");
    assert.ok((session.accounts[0]?.expiresAt ?? 0) > Date.now());
  });

  it("is asked about once more a day later, by one window", async () => {
    await learnKey(() => client, session, noon);
    assert.equal(await learnKey(() => client, session, noon + 24 * hour - 1), true);
    assert.equal(sandbox.requests.length, 1);
    assert.equal(await learnKey(() => client, session, noon + 24 * hour), true);
    assert.equal(sandbox.requests.length, 2);
    const later = new Session(secrets, () => sandbox.url);
    await later.read();
    assert.equal(await learnKey(() => client, later, noon + 24 * hour), true);
    assert.equal(sandbox.requests.length, 2);
  });

  it("is not known while it is not accepted", async () => {
    sandbox.revoke(sandbox.keys.expiring);
    assert.equal(await learnKey(() => client, session, noon), false);
    assert.equal(session.checkedAt, undefined);
  });

  it("stays in use if nobody answers", async () => {
    sandbox.fault({}, { kind: "status", status: 500 });
    assert.equal(await learnKey(() => client, session, noon), false);
    assert.equal(session.token(sandbox.url), sandbox.keys.expiring);
    assert.equal(session.accounts[0]?.name, undefined);
  });
});
