import assert from "node:assert/strict";
import { warnOfExpiry } from "../../../src/model/keyExpiry.ts";
import { KeyWatch } from "../../../src/model/keyWatch.ts";
import type { Account } from "../../../src/model/session.ts";
import { SevallaClient } from "../../../src/sevalla/client.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { KeyCheck } from "../../../src/sevalla/resources.ts";
import { hour, noon } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { FakeSecrets } from "../../support/fakeSecrets.ts";
import { HandClock } from "../../support/handClock.ts";
import { heldOnce } from "../../support/heldOnce.ts";
import { address, started, until } from "../../support/startedSession.ts";

const day = 24 * hour;

describe("The watch over the key in use", () => {
  let clock: HandClock;
  let secrets: FakeSecrets;
  /** What Sevalla says of the key; undefined while it cannot be reached. */
  let expiresAt: number | "unreachable" | undefined;
  let asked: number;
  let warned: (readonly [name: string | undefined, expiresAt: number])[];
  let watches: KeyWatch[];
  let lock: ReturnType<typeof heldOnce>;

  beforeEach(() => {
    clock = new HandClock();
    secrets = new FakeSecrets();
    [asked, warned, watches, lock] = [0, [], [], heldOnce()];
  });

  afterEach(() => {
    for (const watch of watches) watch.dispose();
    assert.equal(clock.waiting, 0);
  });

  class Client extends SevallaClient {
    override async checkKey(): Promise<KeyCheck> {
      asked += 1;
      if (expiresAt === "unreachable") throw new SevallaError("offline");
      return { isValid: true, isEnabled: true, id: "key-1", name: "CI", expiresAt };
    }
  }

  async function openWindow({ memory = new FakeMemory(), tell = async () => {} } = {}) {
    const { session } = started(secrets);
    await session.read();
    const client = new Client({ fetch, baseUrl: address, token: () => undefined });
    const note = (account: Account, end: number) => {
      warned.push([account.name, end]);
      return tell();
    };
    const warn = () => warnOfExpiry({ session, clock, memory, lock, tell: note });
    watches.push(new KeyWatch({ client: () => client, session, clock, lock, warn }));
    return session;
  }

  async function signedIn(end: number | undefined, checkedAt: number) {
    const { session } = started(secrets);
    await session.signIn("svl_1", address, { id: "key-1", name: "CI", expiresAt: end, checkedAt });
    session.dispose();
  }

  it("does not warn of an end that was put off since it was last asked about", async () => {
    await signedIn(noon + 3 * day, noon - day);
    expiresAt = noon + 90 * day;
    const session = await openWindow();
    await clock.whenWaiting();
    assert.deepEqual([asked, warned], [1, []]);
    assert.equal(session.accounts[0]?.expiresAt, expiresAt);
  });

  it("warns of an end that a key has only got since", async () => {
    await signedIn(undefined, noon);
    await openWindow();
    await clock.whenWaiting();
    assert.deepEqual([asked, warned], [0, []]);
    expiresAt = noon + 3 * day;
    clock.advance(12 * hour);
    await clock.whenWaiting();
    assert.deepEqual([asked, warned], [0, []]);
    clock.advance(12 * hour);
    await until(() => warned.length === 1);
    await clock.whenWaiting();
    assert.deepEqual([asked, warned], [1, [["CI", expiresAt]]]);
  });

  it("asks again within the hour where nobody has answered, and warns of nothing old", async () => {
    await signedIn(noon + 3 * day, noon - day);
    expiresAt = "unreachable";
    await openWindow();
    await clock.whenWaiting();
    assert.deepEqual([asked, warned], [1, []]);
    expiresAt = noon + 3 * day + hour;
    clock.advance(hour);
    await until(() => warned.length === 1);
    await clock.whenWaiting();
    assert.deepEqual([asked, warned], [2, [["CI", expiresAt]]]);
  });

  it("warns in one of two windows, although neither knows yet what the other has remembered", async () => {
    await signedIn(noon + 3 * day, noon);
    const tell = () => new Promise<void>(() => {});
    await Promise.all([openWindow({ tell }), openWindow({ tell })]);
    await until(() => clock.waiting === 2);
    assert.equal(warned.length, 1);
  });

  it("warns once for each end of a key", async () => {
    await signedIn(noon + 3 * day, noon);
    const memory = new FakeMemory();
    const session = await openWindow({ memory });
    await until(() => warned.length === 1);
    await openWindow({ memory });
    await until(() => clock.waiting === 2);
    assert.equal(warned.length, 1);
    const key = { id: "key-1", name: "CI", expiresAt: noon + 4 * day, checkedAt: noon };
    await session.describe("svl_1", address, key);
    await until(() => warned.length === 2);
  });

  it("asks nothing while nobody is signed in", async () => {
    await openWindow();
    await until(() => true);
    assert.equal(asked, 0);
  });
});
