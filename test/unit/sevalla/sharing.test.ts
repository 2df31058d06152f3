import assert from "node:assert/strict";
import { findApp, historyOf } from "../../../src/model/store.ts";
import { LentInMemory } from "../../support/company.ts";
import { type Desk, type DeskWindow, idOf, openDesk, openWindow } from "../../support/desk.ts";

describe("Two windows of one account", () => {
  let desk: Desk;
  let other: DeskWindow;
  let lent: LentInMemory;

  beforeEach(async () => {
    desk = await openDesk();
    lent = new LentInMemory(desk.clock);
    const shared = () => lent;
    [desk, other] = [
      { ...desk, ...(await openWindow(desk.sandbox, desk.clock, { shared })) },
      await openWindow(desk.sandbox, desk.clock, { shared }),
    ];
  });

  afterEach(() => desk.close());

  const shop = () => idOf(desk.sandbox, "storefront");

  async function readAll({ reader }: DeskWindow, maxAgeMs: number): Promise<void> {
    await reader.readApps(maxAgeMs);
    await reader.readHistory(shop(), maxAgeMs);
  }

  it("ask once for what both show", async () => {
    await readAll(desk, 45_000);
    await readAll(other, 45_000);
    assert.equal(desk.count("GET"), 2);
    assert.deepEqual(other.store.state.account, desk.store.state.account);
  });

  it("ask again for what is too old, and lend each other that", async () => {
    await readAll(desk, 45_000);
    desk.clock.advance(45_001);
    await readAll(other, 45_000);
    await readAll(desk, 45_000);
    assert.equal(desk.count("GET"), 4);
  });

  it("ask Sevalla whenever somebody asks them to", async () => {
    await readAll(desk, 0);
    await readAll(other, 0);
    assert.equal(desk.count("GET"), 4);
  });

  it("do not let who asks join who is lent an answer", async () => {
    await readAll(desk, 0);
    await Promise.all([other.reader.readHistory(shop(), 45_000), other.reader.readHistory(shop())]);
    assert.equal(desk.count("GET", /deployments$/), 2);
  });

  it("ask Sevalla when what is lent makes no sense", async () => {
    await readAll(other, 0);
    for (const [index, nonsense] of [null, {}, { data: "x" }, []].entries()) {
      lent.keep(`/applications/${shop()}/deployments?limit=25&offset=0`, { at: desk.clock.now(), body: nonsense });
      await other.reader.readHistory(shop(), 45_000);
      assert.equal(desk.count("GET", /deployments$/), index + 2);
    }
    const history = historyOf(other.store.state, shop());
    assert.equal(history?.kind === "ready" && history.stale === undefined, true);
  });

  it("lend each other neither logs nor variables nor what a rollback is planned by", async () => {
    await readAll(desk, 45_000);
    const asked = desk.count("GET");
    const app = findApp(desk.store.state, shop());
    if (!app) throw new Error("no app");
    await desk.rollbacks.plan(app, undefined);
    await other.rollbacks.plan(app, undefined);
    assert.equal(desk.count("GET", /env-vars$/) >= 2, true);
    assert.equal((desk.count("GET") - asked) % 2, 0);
    assert.deepEqual(
      lent.paths.filter((path) => !/^\/applications(\/[^/]+\/deployments)?\?/.test(path)),
      [],
    );
  });
});
