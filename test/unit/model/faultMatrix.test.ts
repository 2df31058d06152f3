import assert from "node:assert/strict";
import { Refresher } from "../../../src/model/refresher.ts";
import { deploymentsOf, historyOf, newlyOpened } from "../../../src/model/store.ts";
import type { SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import type { AppId, DeploymentId } from "../../../src/sevalla/ids.ts";
import type { Fault } from "../../sandbox/fault.ts";
import { type Desk, deploymentIdsOf, idOf, openDesk } from "../../support/desk.ts";

/** Puts something else in the place of everything that holds nothing further. */
function leaves(answer: unknown, leaf: unknown): unknown {
  if (Array.isArray(answer)) return answer.map((item) => leaves(item, leaf));
  if (typeof answer !== "object" || answer === null) return leaf;
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, leaves(value, leaf)]));
}

/** Changes each item of a page or list, or the one thing that was answered. */
function eachItem(answer: unknown, change: (item: object, index: number) => unknown): unknown {
  if (Array.isArray(answer)) return answer.map((item, index) => change(Object(item), index));
  const page: { data?: unknown } = Object(answer);
  if (!Array.isArray(page.data)) return change(Object(answer), 0);
  return { ...page, data: page.data.map((item, index) => change(Object(item), index)) };
}

const mutate = (change: (answer: unknown) => unknown): Fault => ({ kind: "malformed", mutate: change });
const ofPage = (change: (page: { data: unknown[] }) => unknown) =>
  mutate((answer) => (Array.isArray(Object(answer).data) ? change(Object(answer)) : answer));

/** Faults after which nothing new is known; with what they amount to. */
const losses: Readonly<Record<string, readonly [Fault, SevallaErrorKind]>> = {
  "a lost connection": [{ kind: "reset" }, "offline"],
  "a lost connection in the middle": [{ kind: "reset", when: "midBody" }, "malformed"],
  silence: [{ kind: "hold", until: new Promise(() => {}) }, "timeout"],
  "a 403": [{ kind: "status", status: 403 }, "forbidden"],
  "a 429": [{ kind: "status", status: 429, resetSeconds: 3 }, "rateLimited"],
  "a 500": [{ kind: "status", status: 500 }, "server"],
  "a 502 in HTML": [{ kind: "html" }, "server"],
  "a 503": [{ kind: "status", status: 503 }, "server"],
  "half of the answer": [{ kind: "truncated" }, "malformed"],
  "wrong types everywhere": [mutate((answer) => leaves(answer, {})), "malformed"],
  "null everywhere": [mutate((answer) => leaves(answer, null)), "malformed"],
  "dates that are none": [
    mutate((answer) => eachItem(answer, (item) => ({ ...item, created_at: "soon", timestamp: "soon" }))),
    "malformed",
  ],
  "text in place of the list": [mutate(() => ({ data: "none" })), "malformed"],
};

/** Oddities that leave enough to go on with. */
const oddities: Readonly<Record<string, Fault>> = {
  "statuses and triggers that nobody knows": mutate((answer) =>
    eachItem(answer, (item) => ({ ...item, status: "martian", trigger: "COMET", severity: "ODD", type: "x" })),
  ),
  "every item twice": ofPage((page) => ({ ...page, data: [...page.data, ...page.data] })),
  "a total that is far too high": ofPage((page) => ({ ...page, total: 9_999_999 })),
  "a total of none": ofPage((page) => ({ ...page, total: 0 })),
  "a total below zero": ofPage((page) => ({ ...page, total: -5 })),
  "no total": ofPage(({ data }) => ({ data })),
  "a thousand more items than were asked for": ofPage((page) => ({
    ...page,
    data: [
      ...page.data,
      ...Array.from({ length: 1_000 }, (_, index) => ({ ...Object(page.data[0]), id: uuidOf(index) })),
    ],
  })),
  "one item that is nonsense": ofPage((page) => ({ ...page, data: [7, ...page.data] })),
  "fields that nobody knows": mutate((answer) =>
    eachItem(answer, (item) => ({ ...item, __proto__x: { a: [] }, constructor: 1 })),
  ),
};

function uuidOf(index: number): string {
  return `10000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

describe("What is on screen when Sevalla answers with", () => {
  let desk: Desk;
  let refresher: Refresher;
  let shop: AppId;
  let open: DeploymentId;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);

  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));

  beforeEach(async () => {
    desk = await openDesk({ timeoutMs: 60 });
    shop = idOf(desk.sandbox, "storefront");
    const [first] = deploymentIdsOf(desk.sandbox, "storefront");
    if (!first) throw new Error("no deployment");
    open = first;
    desk.store.setOpen(open, newlyOpened(shop));
    const watched = {
      appIds: () => [shop],
      openIds: () => [open],
      isListShown: () => true,
      isWindowFocused: () => true,
    };
    refresher = new Refresher(desk.reader, desk.store, desk.session, watched, desk.clock);
    await refresher.refresh();
  });

  afterEach(async () => {
    refresher.dispose();
    await desk.close();
    assert.deepEqual(unhandled, []);
  });

  const shown = () => {
    const { account, open: opened } = desk.store.state;
    const log = opened.get(open)?.log;
    return {
      apps: account.kind === "ready" ? account.apps : account.kind,
      deployments: deploymentsOf(desk.store.state, shop),
      deployment: opened.get(open)?.deployment,
      lines: log?.kind === "ready" ? log.entries : log?.kind,
    };
  };

  const errors = () => {
    const { account, open: opened } = desk.store.state;
    const history = historyOf(desk.store.state, shop);
    return [
      account.kind === "ready" ? account.stale?.kind : account.kind,
      history?.kind === "ready" ? history.stale?.kind : history?.kind,
      opened.get(open)?.error?.kind,
    ];
  };

  for (const [name, [fault, kind]] of Object.entries(losses)) {
    it(`${name} is what was there before, with a word on that, until it is well again`, async () => {
      const before = shown();
      const asked = desk.count("GET");
      desk.sandbox.fault({}, fault);
      desk.clock.advance(20_000);
      await refresher.refresh();
      assert.deepEqual(shown(), before);
      assert.deepEqual(errors(), [kind, kind, kind]);
      // The list, the deployments, the open one and its log: each once, and three times more where that may help.
      assert.equal(desk.count("GET") - asked <= 16, true);
      desk.sandbox.clearFaults();
      await refresher.refresh();
      assert.deepEqual(errors(), [undefined, undefined, undefined]);
      assert.deepEqual(shown().apps, before.apps);
    }).timeout(10_000);
  }

  for (const [name, fault] of Object.entries(oddities)) {
    it(`${name} is all that makes sense, with nothing lost`, async () => {
      const before = shown();
      desk.sandbox.fault({}, fault);
      desk.clock.advance(20_000);
      await refresher.refresh();
      const after = shown();
      assert.deepEqual(errors(), [undefined, undefined, undefined]);
      const idsOf = (items: unknown) => (Array.isArray(items) ? items.map(({ id }) => id) : [items]);
      for (const key of ["apps", "deployments", "lines"] as const) {
        const now = new Set(idsOf(after[key]));
        assert.deepEqual(
          idsOf(before[key]).filter((id) => !now.has(id)),
          [],
          key,
        );
        assert.equal(now.size, idsOf(after[key]).length, `${key} twice`);
      }
      desk.sandbox.clearFaults();
      await refresher.refresh();
      assert.deepEqual(shown().apps, before.apps);
    }).timeout(10_000);
  }

  it("pages that shrink while they are read is every app once", async () => {
    const { apps } = desk.sandbox.account;
    const [model] = apps;
    if (!model) throw new Error("no app");
    for (let index = 0; index < 250; index++) apps.push({ ...model, id: uuidOf(index), deployments: [] });
    let pages = 0;
    desk.sandbox.fault(
      { path: /^\/applications$/ },
      mutate((answer) => {
        if (++pages === 1) apps.splice(150, 60);
        return answer;
      }),
    );
    await refresher.refresh();
    const { account } = desk.store.state;
    const ids = account.kind === "ready" ? account.apps.map(({ id }) => id) : [];
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length > 150, true);
    assert.deepEqual(errors(), [undefined, undefined, undefined]);
  });
});
