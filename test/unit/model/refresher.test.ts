import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Watched } from "../../../src/model/inSight.ts";
import { Pace } from "../../../src/model/pace.ts";
import { Refresher } from "../../../src/model/refresher.ts";
import { historyOf, newlyOpened } from "../../../src/model/store.ts";
import type { AppId } from "../../../src/sevalla/resources.ts";
import { minute } from "../../support/builders.ts";
import { type Desk, deploymentIdsOf, idOf, openDesk } from "../../support/desk.ts";

describe("The refresher", () => {
  let desk: Desk;
  let refresher: Refresher;
  let shop: AppId;
  let isFocused: boolean;
  let isListShown: boolean;
  let pace: Pace;
  let random: number;
  const shown: { appIds: AppId[]; openIds: ReturnType<Watched["openIds"]> } = { appIds: [], openIds: [] };

  beforeEach(async () => {
    desk = await openDesk();
    shop = idOf(desk.sandbox, "storefront");
    isFocused = true;
    isListShown = true;
    pace = new Pace();
    random = 0;
    shown.appIds = [shop];
    shown.openIds = [];
    const watched = {
      appIds: () => shown.appIds,
      openIds: () => shown.openIds,
      isListShown: () => isListShown,
      isWindowFocused: () => isFocused,
    };
    const { reader, store, session, clock } = desk;
    refresher = new Refresher(reader, store, session, watched, clock, pace, () => random);
  });

  afterEach(async () => {
    refresher.dispose();
    await desk.close();
  });

  /** Winds to the next look and waits until it has set the time of the one after. */
  async function nextLook(): Promise<number> {
    const ms = desk.clock.nextIn ?? Number.NaN;
    desk.clock.advance(ms);
    await desk.clock.whenWaiting();
    return ms;
  }

  const deploy = () => {
    const app = desk.sandbox.account.app("storefront");
    const [live] = app.deployments;
    if (!live) throw new Error("nothing live");
    const id = "00000000-0000-4000-8000-000000000001";
    const life = { waitingMs: 1_000, buildMs: 30_000, rolloutMs: 5_000 };
    app.deployments.unshift({ ...live, id, createdAt: desk.clock.now(), life });
  };

  it("reads the apps and only those deployments that are shown", async () => {
    await refresher.refresh();
    assert.equal(desk.count("GET", /^\/applications$/), 1);
    assert.equal(desk.count("GET", /deployments$/), 1);
  });

  it("looks again every minute", async () => {
    await refresher.refresh();
    assert.equal(await nextLook(), minute);
    assert.equal(await nextLook(), minute);
    assert.equal(desk.count("GET", /^\/applications$/), 3);
  });

  it("looks every five seconds at what is under way, and only at that", async () => {
    deploy();
    await refresher.refresh();
    assert.equal(await nextLook(), 5_000);
    assert.equal(desk.count("GET", /deployments$/), 2);
    assert.equal(desk.count("GET", /^\/applications$/), 1);
  });

  it("is not put off by whatever else has it look at the time", async () => {
    await refresher.refresh();
    for (let seconds = 0; seconds < 59; seconds++) {
      desk.clock.advance(1_000);
      refresher.schedule();
    }
    assert.equal(desk.clock.nextIn, 1_000);
  });

  it("slows down again when it has finished", async () => {
    deploy();
    await refresher.refresh();
    for (let looks = 0; looks < 11; looks++) await nextLook();
    assert.equal(desk.clock.nextIn, minute);
  });

  it("reads the deployments of a linked app at the start, though the apps are not known yet", async () => {
    desk.sandbox.fault({ path: /^\/applications$/, times: 1 }, { kind: "delay", ms: 30 });
    await refresher.refresh();
    assert.equal(historyOf(desk.store.state, shop)?.kind, "ready");
  });

  it("does not follow for ever what is stuck or has a status that is not known", async () => {
    deploy();
    const [newest] = desk.sandbox.account.app("storefront").deployments;
    if (!newest) throw new Error("no deployment");
    newest.life = { waitingMs: 99 * 60 * minute, buildMs: 0, rolloutMs: 0 };
    await refresher.refresh();
    assert.equal(desk.clock.nextIn, 5_000);
    desk.clock.advance(60 * minute);
    await desk.clock.whenWaiting();
    await refresher.refresh();
    assert.equal(desk.clock.nextIn, minute);
  });

  it("follows an open deployment while it runs, and its log every ten seconds", async () => {
    deploy();
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id) throw new Error("no deployment");
    await desk.reader.readApps();
    desk.store.setOpen(id, newlyOpened(shop));
    shown.openIds = [id];
    await refresher.refresh();
    await nextLook();
    assert.equal(desk.count("GET", new RegExp(`${id}$`)), 2);
    assert.equal(desk.count("GET", /\/logs$/), 1);
    await nextLook();
    assert.equal(desk.count("GET", /\/logs$/), 2);
  });

  it("goes on for five minutes after the window was left, and catches up when somebody returns", async () => {
    await refresher.refresh();
    isFocused = false;
    refresher.windowChanged();
    for (let looks = 0; looks < 4; looks++) await nextLook();
    const asked = desk.count("GET");
    assert.equal(asked, 10);
    desk.clock.advance(60 * minute);
    assert.equal(desk.clock.waiting, 0);
    assert.equal(desk.count("GET"), asked);
    isFocused = true;
    refresher.windowChanged();
    await desk.clock.whenWaiting();
    assert.equal(desk.count("GET"), asked + 2);
  });

  it("asks nothing while nothing of it is on screen, and at once when something is", async () => {
    await refresher.refresh();
    shown.appIds = [];
    isListShown = false;
    desk.clock.advance(minute);
    assert.equal(desk.clock.waiting, 0);
    desk.clock.advance(60 * minute);
    assert.equal(desk.count("GET"), 2);
    isListShown = true;
    refresher.catchUp();
    await desk.clock.whenWaiting();
    assert.equal(desk.count("GET", /^\/applications$/), 2);
    assert.equal(desk.count("GET", /deployments$/), 1);
  });

  it("asks for the list of apps only while that is shown, and for the linked app all the time", async () => {
    await refresher.refresh();
    isListShown = false;
    for (let looks = 0; looks < 5; looks++) await nextLook();
    assert.equal(desk.count("GET", /^\/applications$/), 1);
    assert.equal(desk.count("GET", /deployments$/), 6);
    isListShown = true;
    refresher.catchUp();
    await desk.clock.whenWaiting();
    assert.equal(desk.count("GET", /^\/applications$/), 2);
  });

  it("asks for a long list of apps no more than ten times a minute", async () => {
    const { apps } = desk.sandbox.account;
    const [model] = apps;
    if (!model) throw new Error("no app");
    for (let count = apps.length; count < 3_000; count++) apps.push({ ...model, id: randomUUID(), deployments: [] });
    shown.appIds = [];
    await refresher.refresh();
    const lists = () => desk.count("GET", /^\/applications$/);
    assert.equal(lists(), 30);
    await nextLook();
    await nextLook();
    assert.equal(lists(), 30);
    await nextLook();
    const [atOnce, from] = [lists() - 30, desk.clock.now()];
    assert.equal(atOnce <= 6, true);
    while (lists() < 60) await nextLook();
    assert.equal(desk.clock.now() - from >= 20_000, true);
    await nextLook();
    assert.equal(lists(), 60);
  });

  it("reads at once the deployments of an app that has come into sight again", async () => {
    await refresher.refresh();
    shown.appIds = [];
    await nextLook();
    shown.appIds = [shop];
    refresher.catchUp();
    await desk.clock.whenWaiting();
    assert.equal(desk.count("GET", /deployments$/), 2);
  });

  it("does not look at the same time as others who have looked at the same time before", async () => {
    random = 0.5;
    await refresher.refresh();
    assert.equal(desk.clock.nextIn, minute * 1.05);
  });

  it("looks less often while the company's budget is low, but at what is under way once a minute at least", async () => {
    await refresher.refresh();
    pace.note({ limit: 400, remaining: 335, resetMs: 0 }, desk.clock.now());
    refresher.schedule();
    assert.equal(desk.clock.nextIn, 4 * minute);
    deploy();
    await desk.reader.readHistory(shop);
    refresher.schedule();
    assert.equal(desk.clock.nextIn, 20_000);
    isFocused = false;
    refresher.schedule();
    assert.equal(desk.clock.nextIn, minute);
  });

  it("asks nothing by itself until the limit is over, and whatever people ask for", async () => {
    deploy();
    await refresher.refresh();
    pace.note({ limit: 400, remaining: 40, resetMs: 50_000 }, desk.clock.now());
    refresher.schedule();
    const asked = desk.count("GET");
    desk.clock.advance(49_999);
    assert.equal(desk.count("GET"), asked);
    await refresher.refresh();
    assert.equal(desk.count("GET"), asked + 2);
  });

  it("does not ask again at once when the window was left for a moment only", async () => {
    await refresher.refresh();
    refresher.catchUp();
    assert.equal(desk.count("GET", /^\/applications$/), 1);
  });

  it("waits longer after each failure, and the usual time after a success", async () => {
    desk.sandbox.fault({}, { kind: "status", status: 500 });
    await refresher.refresh();
    assert.deepEqual([await nextLook(), await nextLook(), await nextLook()], [2 * minute, 4 * minute, 5 * minute]);
    desk.sandbox.clearFaults();
    await nextLook();
    assert.equal(desk.clock.nextIn, minute);
  });

  it("waits longer when only the open deployment could not be read", async () => {
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id) throw new Error("no deployment");
    desk.store.setOpen(id, newlyOpened(shop));
    shown.openIds = [id];
    desk.sandbox.fault({ path: new RegExp(id) }, { kind: "status", status: 500 });
    await refresher.refresh();
    assert.equal(desk.clock.nextIn, 2 * minute);
  });

  it("looks as often as ever while a deployment is open that is gone", async () => {
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id) throw new Error("no deployment");
    desk.store.setOpen(id, newlyOpened(shop));
    shown.openIds = [id];
    desk.sandbox.fault({ path: new RegExp(id) }, { kind: "status", status: 404 });
    await refresher.refresh();
    assert.equal(desk.store.state.open.get(id)?.error?.kind, "notFound");
    assert.equal(desk.clock.nextIn, minute);
  });

  it("stops when the key is turned down, when the user signs out and when it is disposed of", async () => {
    await refresher.refresh();
    desk.sandbox.revoke(desk.sandbox.keys.valid);
    await refresher.refresh();
    assert.equal(desk.clock.waiting, 0);
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    await refresher.refresh();
    assert.equal(desk.clock.waiting, 1);
    await desk.session.signOut();
    await refresher.refresh();
    assert.equal(desk.clock.waiting, 0);
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    refresher.dispose();
    await refresher.refresh();
    assert.equal(desk.clock.waiting, 0);
  });
});
