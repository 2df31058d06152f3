import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Pace } from "../../../src/model/pace.ts";
import { Reader } from "../../../src/model/reader.ts";
import { appsOf, Store } from "../../../src/model/store.ts";
import type { SevallaError } from "../../../src/sevalla/errors.ts";
import { openVerbsDesk, type VerbsDesk } from "../../support/verbsDesk.ts";

describe("The apps to choose from, where there are more than Sevalla tells at once", () => {
  let desk: VerbsDesk;
  let pace: Pace;

  beforeEach(async () => {
    desk = await openVerbsDesk();
    const { apps } = desk.sandbox.account;
    const [model] = apps;
    assert.ok(model);
    while (apps.length < 150) apps.push({ ...model, id: randomUUID(), deployments: [] });
    pace = new Pace();
  });
  afterEach(() => desk.close());

  /** In a window that has just been opened. */
  async function asked() {
    const { knownApps } = await import("../../../src/commands/knownApps.ts");
    const store = new Store();
    const reader = new Reader(
      () => desk.client,
      desk.session,
      store,
      desk.clock,
      () => {},
      pace,
    );
    return { store, apps: knownApps({ store, reader }) };
  }

  it("are all of them", async () => {
    assert.equal((await (await asked()).apps).length, 150);
  });

  it("are not a part of them, as if there were no others, while the company's limit is used up", async () => {
    pace.note({ limit: 400, remaining: 20, resetMs: 30_000 }, desk.clock.now());
    const { store, apps } = await asked();
    await assert.rejects(apps, ({ kind }: SevallaError) => kind === "rateLimited");
    assert.equal(appsOf(store.state).length, 100);
  });
});
