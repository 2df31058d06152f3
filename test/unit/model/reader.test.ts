import assert from "node:assert/strict";
import { historyOf, newlyOpened, type ReadyHistory } from "../../../src/model/store.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { AppId } from "../../../src/sevalla/resources.ts";
import { minute } from "../../support/builders.ts";
import { type Desk, deploymentIdsOf, idOf, openDesk, openWindow } from "../../support/desk.ts";
import { gate } from "../../support/gate.ts";
import { turn } from "../../support/startedSession.ts";

describe("The reader", () => {
  let desk: Desk;
  let shop: AppId;

  beforeEach(async () => {
    desk = await openDesk();
    shop = idOf(desk.sandbox, "storefront");
  });

  afterEach(() => desk.close());

  const appNames = () => (desk.store.state.account.kind === "ready" ? desk.store.state.account.apps : []);
  const history = (appId = shop) => historyOf(desk.store.state, appId);
  const ready = (appId = shop): ReadyHistory => {
    const found = history(appId);
    if (found?.kind !== "ready") throw new Error(`the history is ${found?.kind}`);
    return found;
  };

  it("reads all of the account's apps", async () => {
    await desk.reader.readApps();
    assert.equal(appNames().length, desk.sandbox.account.apps.length);
  });

  it("reads apps in pages of a hundred until it has them all", async () => {
    const template = desk.sandbox.account.app("storefront");
    for (let number = 0; number < 250; number++) {
      const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
      desk.sandbox.account.apps.push({ ...template, id, name: `copy-${number}`, deployments: [] });
    }
    await desk.reader.readApps();
    assert.equal(appNames().length, desk.sandbox.account.apps.length);
    assert.equal(desk.count("GET", /^\/applications$/), 3);
  });

  it("asks no further when every page is answered alike, whatever the total says", async () => {
    let first: unknown;
    const mutate = (answer: unknown) => {
      first ??= { ...Object(answer), total: 9_000 };
      return first;
    };
    desk.sandbox.fault({ path: /^\/applications$/ }, { kind: "malformed", mutate });
    await desk.reader.readApps();
    assert.equal(desk.count("GET", /^\/applications$/), 2);
    assert.equal(appNames().length, desk.sandbox.account.apps.length);
  });

  it("says that the first read failed, and shows the apps once it succeeds", async () => {
    desk.sandbox.fault({}, { kind: "html", status: 502 });
    await desk.reader.readApps();
    assert.equal(desk.store.state.account.kind, "failed");
    desk.sandbox.clearFaults();
    await desk.reader.readApps();
    assert.equal(desk.store.state.account.kind, "ready");
  });

  it("keeps the last good apps when a refresh fails, and how old they are", async () => {
    await desk.reader.readApps();
    const loadedAt = desk.clock.now();
    desk.clock.advance(minute);
    desk.sandbox.fault({}, { kind: "html" });
    await desk.reader.readApps();
    const { account } = desk.store.state;
    assert.equal(account.kind, "ready");
    assert.equal(account.kind === "ready" && account.stale?.kind, "server");
    assert.equal(account.kind === "ready" && account.loadedAt, loadedAt);
    assert.equal(appNames().length, desk.sandbox.account.apps.length);
  });

  it("keeps the last good deployments when a refresh fails", async () => {
    await desk.reader.readApps();
    await desk.reader.readHistory(shop);
    const before = ready().deployments;
    desk.sandbox.fault({ path: /deployments/ }, { kind: "truncated" });
    await desk.reader.readHistory(shop);
    assert.deepEqual(ready().deployments, before);
    assert.equal(ready().stale?.kind, "malformed");
    desk.sandbox.clearFaults();
    await desk.reader.readHistory(shop);
    assert.equal(ready().stale, undefined);
  });

  it("leaves a malformed deployment out and keeps the others", async () => {
    await desk.reader.readApps();
    desk.sandbox.fault(
      { path: /deployments/ },
      {
        kind: "malformed",
        mutate: (answer) => {
          const page = JSON.parse(JSON.stringify(answer));
          page.data[1].created_at = "yesterday";
          return page;
        },
      },
    );
    await desk.reader.readHistory(shop);
    assert.equal(ready().deployments.length, desk.sandbox.account.app("storefront").deployments.length - 1);
  });

  it("reads a long history a page at a time", async () => {
    const longest = idOf(desk.sandbox, longestApp(desk));
    await desk.reader.readApps();
    await desk.reader.readHistory(longest);
    assert.equal(ready(longest).deployments.length, 25);
    assert.equal(ready(longest).total, 240);
    await desk.reader.readMore(longest);
    assert.equal(ready(longest).deployments.length, 50);
  });

  it("asks once for what is asked for twice at the same time", async () => {
    await desk.reader.readApps();
    await Promise.all([desk.reader.readHistory(shop), desk.reader.readHistory(shop)]);
    assert.equal(desk.count("GET", /deployments$/), 1);
  });

  it("drops an answer that arrives after the user has signed out", async () => {
    const answered = gate();
    desk.sandbox.fault({}, { kind: "hold", until: answered.opened });
    const reading = desk.reader.readApps();
    await desk.session.signOut();
    answered.open();
    await reading;
    assert.equal(desk.store.state.account.kind, "signedOut");
  });

  it("reads anew for a new session what is still on its way for the old one", async () => {
    const answered = gate();
    desk.sandbox.fault({ times: 1 }, { kind: "hold", until: answered.opened });
    const reading = desk.reader.readApps();
    await desk.session.signIn(desk.sandbox.keys.otherAccount, desk.sandbox.url);
    await desk.reader.readApps();
    assert.equal(desk.store.state.account.kind, "ready");
    answered.open();
    await reading;
    assert.equal(historyOf(desk.store.state, shop), undefined);
  });

  it("asks nothing without a key", async () => {
    await desk.session.signOut();
    await desk.reader.readApps();
    assert.equal(desk.count("GET"), 0);
  });

  it("ends the session when the key is turned down, and keeps what it shows", async () => {
    await desk.reader.readApps();
    await desk.reader.readHistory(shop);
    desk.sandbox.revoke(desk.sandbox.keys.valid);
    const other = idOf(desk.sandbox, longestApp(desk));
    await Promise.all([desk.reader.readApps(), desk.reader.readHistory(shop), desk.reader.readHistory(other)]);
    assert.equal(desk.session.state.kind, "rejected");
    assert.equal(desk.store.state.account.kind, "ready");
    assert.equal(ready().deployments.length > 0, true);
    assert.notEqual(history(other)?.kind, "loading");
  });

  it("says of all that it shows that nobody reads it any more, however it hears of that", async () => {
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id) throw new Error("no deployment");
    const other = await openWindow(desk.sandbox, desk.clock, { secrets: desk.secrets });
    await other.reader.readApps();
    other.store.setOpen(id, newlyOpened(shop));
    await desk.reader.readApps();
    desk.sandbox.revoke(desk.sandbox.keys.valid);
    await desk.reader.readHistory(shop);
    await turn();
    assert.deepEqual(other.session.state, { kind: "rejected", isTold: true });
    for (const { state } of [desk.store, other.store]) {
      assert.equal(state.account.kind === "ready" && state.account.stale?.kind, "unauthorized");
    }
    assert.equal(other.store.state.open.get(id)?.error?.kind, "unauthorized");
    assert.equal(other.store.state.open.get(id)?.log.kind, "failed");
  });

  it("takes that back once the key is good again", async () => {
    await desk.reader.readApps();
    desk.session.reject(desk.session.state, "told");
    await desk.session.read("again");
    await desk.reader.readApps();
    const { account } = desk.store.state;
    assert.equal(account.kind === "ready" && account.stale, undefined);
  });

  it("asks for a sign-in rather than for patience when a key is turned down before anything was read", () => {
    for (const account of [{ kind: "loading" }, { kind: "failed", error: new SevallaError("offline") }] as const) {
      desk.store.changeAccount(() => account);
      desk.reader.follow({ kind: "rejected", isTold: true });
      assert.equal(desk.store.state.account.kind, "rejected");
    }
  });

  it("keeps what it shows while the same key is tried again, but not for another account", async () => {
    await desk.reader.readApps();
    desk.session.reject(desk.session.state);
    await desk.session.read("again");
    assert.equal(desk.session.state.kind, "signedIn");
    assert.equal(desk.store.state.account.kind, "ready");
    await desk.session.signIn(desk.sandbox.keys.otherAccount, desk.sandbox.url);
    assert.equal(desk.store.state.account.kind, "loading");
  });

  it("says that the key was turned down where nothing could be read with it", async () => {
    desk.sandbox.revoke(desk.sandbox.keys.valid);
    await desk.reader.readApps();
    assert.equal(desk.store.state.account.kind, "rejected");
  });

  it("reads an open deployment with its log, and keeps the log when a refresh fails", async () => {
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id) throw new Error("no deployment");
    const open = () => desk.store.state.open.get(id);
    await desk.reader.readApps();
    desk.store.setOpen(id, newlyOpened(shop));
    await desk.reader.readOpen(shop, id);
    assert.equal(open()?.deployment?.id, id);
    assert.equal(open()?.log.kind, "ready");
    desk.sandbox.fault({}, { kind: "status", status: 500 });
    await desk.reader.readOpen(shop, id);
    assert.equal(open()?.log.kind, "ready");
    assert.equal(open()?.deployment?.id, id);
    assert.equal(open()?.error?.kind, "server");
  });

  it("says so when an open deployment has been deleted", async () => {
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id) throw new Error("no deployment");
    await desk.reader.readApps();
    desk.store.setOpen(id, newlyOpened(shop));
    desk.sandbox.account.app("storefront").deployments.shift();
    await desk.reader.readOpen(shop, id);
    assert.equal(desk.store.state.open.get(id)?.error?.kind, "notFound");
  });

  it("says of an open deployment that could not be read again when it was read", async () => {
    const [id] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id) throw new Error("no deployment");
    desk.store.setOpen(id, newlyOpened(shop));
    await desk.reader.readStatus(shop, id);
    const readAt = desk.clock.now();
    const known = () => desk.store.state.open.get(id);
    desk.sandbox.fault({}, { kind: "status", status: 500 });
    for (let look = 0; look < 2; look++) {
      desk.clock.advance(minute);
      await desk.reader.readStatus(shop, id);
      assert.deepEqual([known()?.asOf, known()?.error?.kind], [readAt, "server"]);
    }
  });

  it("knows when it was read last, also where others were read by themselves for long since", async () => {
    const [id, other] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!id || !other) throw new Error("no deployments");
    for (const one of [id, other]) desk.store.setOpen(one, newlyOpened(shop));
    const isDown = async () => {
      const mend = desk.sandbox.fault({}, { kind: "status", status: 500 });
      await desk.reader.readStatus(shop, id);
      mend();
      return desk.store.state.open.get(id)?.asOf;
    };
    await desk.reader.readStatus(shop, id);
    await isDown();
    desk.clock.advance(minute);
    await desk.reader.readStatus(shop, id);
    const readAt = desk.clock.now();
    desk.clock.advance(11 * minute);
    await desk.reader.readStatus(shop, other);
    assert.equal(await isDown(), readAt);
  });
});

function longestApp({ sandbox }: Desk): string {
  const [longest] = [...sandbox.account.apps].sort((a, b) => b.deployments.length - a.deployments.length);
  return longest?.name ?? "";
}
