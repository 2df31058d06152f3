import assert from "node:assert/strict";
import { Refresher } from "../../../src/model/refresher.ts";
import { deploymentsOf, historyOf, newlyOpened } from "../../../src/model/store.ts";
import { describeProblem } from "../../../src/present/problem.ts";
import { statusSummary } from "../../../src/present/summary.ts";
import { viewMessage } from "../../../src/present/viewMessage.ts";
import type { SevallaErrorKind } from "../../../src/sevalla/errors.ts";
import type { AppId, DeploymentId } from "../../../src/sevalla/ids.ts";
import { deploymentIdsOf, idOf } from "../../support/desk.ts";
import {
  assertHouseForm,
  assertReadable,
  assertSaysWhatNext,
  type FaultDesk,
  openFaultDesk,
  type Struck,
} from "../../support/faultDesk.ts";
import { oddities, uuidOf } from "../../support/oddities.ts";
import { leaves, type Trouble, troubles } from "../../support/troubles.ts";

/** All that a refresh asks for, while an app, its pause and one of its deployments are in sight. */
const asked: Readonly<Record<string, Struck>> = {
  "the apps": { method: "GET", path: /^\/applications$/ },
  "the paused app": { method: "GET", path: /^\/applications\/[^/]+$/ },
  "its deployments": { method: "GET", path: /\/deployments$/ },
  "the deployment": { method: "GET", path: /\/deployments\/[^/]+$/ },
  "its log": { method: "GET", path: /\/logs$/ },
};

type Loss = Pick<Trouble, "name" | "by" | "kind" | "tries">;

/** Of an answer that only what is listed has. */
const losses: readonly Loss[] = [
  ...troubles,
  {
    name: "dates that are none",
    by: () => ({
      kind: "malformed",
      mutate: (answer) => leaves(answer, (leaf, key) => (/_at$|^timestamp$/.test(key) ? "soon" : leaf)),
    }),
    kind: "malformed",
    tries: 1,
  },
  {
    name: "text in place of the list",
    by: () => ({ kind: "malformed", mutate: () => ({ data: "none" }) }),
    kind: "malformed",
    tries: 1,
  },
];

describe("What is on screen when Sevalla answers with", () => {
  let desk: FaultDesk;
  let refresher: Refresher;
  let shop: AppId;
  let open: DeploymentId;
  let link: Parameters<typeof statusSummary>[1];

  beforeEach(async () => {
    desk = await openFaultDesk();
    shop = idOf(desk.sandbox, "storefront");
    link = { folder: { uri: "file:///shop", name: "shop" }, setting: shop, appId: shop };
    const [first] = deploymentIdsOf(desk.sandbox, "storefront");
    const [newest] = desk.sandbox.account.app("storefront").deployments;
    assert.ok(first && newest);
    // It has just ended, so that its log may still grow.
    Object.assign(newest, {
      createdAt: desk.clock.now() - 5_000,
      life: { waitingMs: 0, buildMs: 1_000, rolloutMs: 1_000 },
    });
    open = first;
    desk.store.setOpen(open, newlyOpened(shop));
    desk.sandbox.account.app("storefront").autoDeploy = false;
    desk.store.setPaused(shop, true);
    const watched = {
      appIds: () => [shop],
      openIds: () => [open],
      isListShown: () => true,
      isWindowFocused: () => true,
    };
    refresher = new Refresher(desk.reader, desk.store, desk.session, watched, desk.clock);
  });

  afterEach(async () => {
    refresher.dispose();
    await desk.assertNothingEscaped();
    // A log may still be on its way: nothing waits for one.
    while (desk.limitsRunning > 0) await new Promise((resolve) => setImmediate(resolve));
    await desk.close();
  });

  const shown = () => {
    const { account, open: opened, pausedApps } = desk.store.state;
    const log = opened.get(open)?.log;
    return {
      apps: account.kind === "ready" ? account.apps : account.kind,
      deployments: deploymentsOf(desk.store.state, shop),
      deployment: opened.get(open)?.deployment,
      lines: log?.kind === "ready" ? log.entries : log?.kind,
      paused: [...pausedApps],
    };
  };

  const errors = () => {
    const { account, open: opened } = desk.store.state;
    const history = historyOf(desk.store.state, shop);
    const log = opened.get(open)?.log;
    return [
      account.kind === "ready" ? account.stale : account.kind === "failed" ? account.error : undefined,
      history?.kind === "ready" ? history.stale : history?.kind === "failed" ? history.error : undefined,
      opened.get(open)?.error,
      log?.kind === "ready" ? log.stale : log?.kind === "failed" ? log.error : undefined,
    ];
  };
  const kinds = () => errors().map((error) => error?.kind);
  const well = [undefined, undefined, undefined, undefined];

  /** Begins again where a key was turned down. */
  async function recovered(kind: SevallaErrorKind): Promise<void> {
    if (kind === "unauthorized") await desk.session.read("again");
    // A limit that does not say when it ends is waited for a minute.
    desk.clock.advance(70_000);
    await refresher.refresh();
  }

  for (const { name, kind, tries, ...trouble } of losses) {
    it(`${name} is what was there before, with a word on that, until it is well again`, async () => {
      await refresher.refresh();
      const before = shown();
      const sentBefore = Object.values(asked).map((what) => desk.sent(what));
      const end = desk.strike(trouble);
      desk.clock.advance(20_000);
      await refresher.refresh();
      assert.deepEqual(shown(), before);
      const [ofApps, ofHistory, ofDeployment, ofLog] = kinds();
      assert.deepEqual([ofApps, ofDeployment], [kind, kind]);
      // The first 401 ends all of it: what is read beside it is nobody's any more.
      if (kind !== "unauthorized") assert.deepEqual([ofHistory, ofLog], [kind, kind]);
      const sent = Object.entries(asked).map(([what, struck], index) => [
        what,
        desk.sent(struck) - (sentBefore[index] ?? 0),
      ]);
      assert.deepEqual(
        sent,
        Object.keys(asked).map((what) => [what, tries]),
      );
      const { state } = desk.store;
      const message = viewMessage(state, [shop], desk.clock.now()) ?? "";
      assertReadable(message, name);
      assert.match(message, /Shown as of /);
      const summary = statusSummary(state, link, desk.clock.now());
      assert.match(summary?.text ?? "", kind === "unauthorized" ? /sign in again$/ : /\$\(\S+\) \S+ /);
      for (const line of [...(summary?.tooltip ?? []), summary?.spoken ?? ""])
        assert.doesNotMatch(line, /undefined|NaN|svl_/);
      assert.match(summary?.spoken ?? "", /Shown as of /);
      for (const error of errors()) if (error) assertHouseForm(error, name);
      end();
      await recovered(kind);
      assert.deepEqual(kinds(), well);
      assert.deepEqual(shown().apps, before.apps);
      assert.equal(viewMessage(desk.store.state, [shop], desk.clock.now()), undefined);
    });

    it(`${name} is a word on what could not be read the first time, until it can`, async () => {
      desk.store.update((state) => ({ ...state, account: { kind: "loading" } }));
      const end = desk.strike(trouble);
      await refresher.refresh();
      const { account } = desk.store.state;
      assert.equal(account.kind, kind === "unauthorized" ? "rejected" : "failed");
      assert.deepEqual(kinds().slice(2), [kind, kind]);
      const summary = statusSummary(desk.store.state, link, desk.clock.now());
      assert.equal(summary?.tone, "warning");
      for (const error of errors()) if (error) assertSaysWhatNext(describeProblem(error).message, name);
      end();
      await recovered(kind);
      assert.deepEqual(kinds(), well);
      assert.equal(Array.isArray(shown().apps) && shown().apps.length, 12);
      assert.equal(Array.isArray(shown().lines), true);
    });
  }

  for (const [name, fault] of Object.entries(oddities)) {
    it(`${name} is all that makes sense, with nothing lost`, async () => {
      await refresher.refresh();
      const before = shown();
      const end = desk.strike({ by: () => fault });
      desk.clock.advance(20_000);
      await refresher.refresh();
      const after = shown();
      assert.deepEqual(kinds(), well);
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
      const summary = statusSummary(desk.store.state, link, desk.clock.now());
      assert.doesNotMatch(summary?.spoken ?? "", /undefined|NaN|-\d+ (s|min|hour|day)/);
      end();
      await recovered("malformed");
      assert.deepEqual(shown().apps, before.apps);
    });
  }

  it("pages that shrink while they are read is every app once", async () => {
    const { apps } = desk.sandbox.account;
    const [model] = apps;
    assert.ok(model);
    for (let index = 0; index < 250; index++) apps.push({ ...model, id: uuidOf(index), deployments: [] });
    let pages = 0;
    const shrink = (answer: unknown) => {
      if (++pages === 1) apps.splice(150, 60);
      return answer;
    };
    desk.sandbox.fault({ path: /^\/applications$/ }, { kind: "malformed", mutate: shrink });
    await refresher.refresh();
    const { account } = desk.store.state;
    const ids = account.kind === "ready" ? account.apps.map(({ id }) => id) : [];
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length > 150, true);
    assert.deepEqual(kinds(), well);
  });
});
