import assert from "node:assert/strict";
import { changeAutoDeploy } from "../../../src/model/autoDeploy.ts";
import type { FollowOptions } from "../../../src/model/rollbackOutcome.ts";
import { deployOutcomeWords } from "../../../src/present/deploy.ts";
import { type OutcomeWords, outcomeWords } from "../../../src/present/outcome.ts";
import type { DeployWish } from "../../../src/sevalla/client.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { deploymentIdsOf } from "../../support/desk.ts";
import {
  assertHouseForm,
  assertReadable,
  assertSaysWhatNext,
  type FaultDesk,
  openFaultDesk,
  type Struck,
} from "../../support/faultDesk.ts";
import { isPassing, troubles } from "../../support/troubles.ts";

const rollbackPost: Struck = { method: "POST", path: /\/rollback$/ };
const deployPost: Struck = { method: "POST", path: /\/deployments$/ };
const readsOfDeployments: Struck = { method: "GET", path: /\/deployments/ };
const never = new AbortController().signal;
const following: FollowOptions = { tell: () => {}, cancel: never, ending: never };

describe("What changes something in Sevalla", () => {
  let desk: FaultDesk;

  beforeEach(async () => {
    desk = await openFaultDesk();
  });
  afterEach(async () => {
    await desk.assertNothingEscaped();
    await desk.close();
  });

  const made = () => desk.sandbox.account.app("storefront").deployments.length - 14;

  function assertWords({ message }: OutcomeWords, isOver = false): void {
    assertReadable(message, message);
    if (!isOver) assertSaysWhatNext(message, message);
  }

  for (const trouble of troubles) {
    const { name, fate, kind } = trouble;

    it(`is one rollback at most when ${name} meets its request, and its end is told truly`, async () => {
      const plan = await desk.planned();
      const end = desk.strike(trouble, rollbackPost);
      const outcome = await desk.run(plan);
      end();
      assert.equal(desk.sent(rollbackPost), 1);
      assert.equal(made(), trouble.isDone ? 1 : 0);
      const expected = fate !== "unknown" ? "refused" : trouble.isDone ? "finished" : "unconfirmed";
      assert.equal(outcome.kind, expected);
      if (outcome.kind === "refused" || outcome.kind === "unconfirmed") assert.equal(outcome.error.kind, kind);
      const words = outcomeWords(outcome, plan);
      assertWords(words, outcome.kind === "finished");
      const said = {
        refused: /Storefront was not rolled back\./,
        unconfirmed: /not certain whether .* The request was not sent again\. Check/,
        finished: /Storefront is rolled back\. Live now: /,
      };
      assert.match(words.message, said[expected]);
      assert.deepEqual(desk.rollbacks.interrupted(), []);
    });

    it(`is not sent when ${name} keeps the rollback from being checked`, async () => {
      const plan = await desk.planned();
      const end = desk.strike(trouble, readsOfDeployments);
      await assert.rejects(desk.run(plan), (error) => {
        assert.ok(error instanceof SevallaError);
        assert.equal(error.kind, kind);
        assertHouseForm(error, name);
        return true;
      });
      end();
      assert.equal(desk.sent({ method: "POST" }), 0);
      assert.equal((await desk.run(plan)).kind, "finished");
    });

    it(`is followed through ${name}, or said to be out of sight, but never sent again`, async () => {
      const plan = await desk.planned();
      let end = () => {};
      let isStruck = false;
      const done = desk.started(plan, {
        tell: ({ step }) => {
          if (step !== "following" || isStruck) return;
          isStruck = true;
          end = desk.strike(trouble, { method: "GET", path: /\/deployments\/[^/]+$/ });
        },
      });
      let winds = 0;
      const outcome = await desk.clock.runUntil(done, () => {
        if (++winds === 3) end();
      });
      end();
      assert.equal(outcome.kind, isPassing(kind) ? "finished" : "lost");
      if (outcome.kind === "lost") assert.equal(outcome.error?.kind, kind);
      assertWords(outcomeWords(outcome, plan), outcome.kind === "finished");
      assert.equal(desk.sent({ method: "POST" }), 1);
    });

    for (const wish of [{ branch: "main" }, { isRestart: true }] satisfies readonly DeployWish[]) {
      const what = "isRestart" in wish ? "restart" : "deployment";
      it(`is one ${what} at most when ${name} meets its request, and its end is told truly`, async () => {
        const end = desk.strike(trouble, deployPost);
        const outcome = await desk.clock.runUntil(desk.deploys.run(desk.shop, wish, desk.session.state, following));
        end();
        assert.equal(desk.sent(deployPost), 1);
        assert.equal(made(), trouble.isDone ? 1 : 0);
        assert.equal(outcome.kind, fate === "unknown" ? "unconfirmed" : "refused");
        const words = deployOutcomeWords(outcome, desk.shop, wish);
        assertWords(words);
        assert.match(words.message, fate === "unknown" ? /not certain .* was not sent again/ : /Storefront was not /);
      });
    }

    it(`is one cancellation when ${name} meets its request, and what became of it is known or not claimed`, async () => {
      const worker = desk.appNamed("orders-worker");
      const [running] = deploymentIdsOf(desk.sandbox, "orders-worker");
      assert.ok(running);
      const struck: Struck = { method: "POST", path: /\/cancel$/ };
      const end = desk.strike(trouble, struck);
      const outcome = await desk.client.cancelDeployment(worker.id, running).catch((error: unknown) => error);
      end();
      assert.equal(desk.sent(struck), 1);
      const isCancelled = desk.sandbox.account.app("orders-worker").deployments[0]?.cancelledAt !== null;
      assert.equal(isCancelled, trouble.isDone);
      if (!trouble.spoilsNoContent) return assert.equal(outcome, undefined);
      assert.ok(outcome instanceof SevallaError);
      assert.deepEqual([outcome.kind, outcome.fate], [kind, fate]);
      assertHouseForm(outcome, name);
    });

    it(`is one change of auto-deploy when ${name} meets its request, and what it came to is known`, async () => {
      const end = desk.strike(trouble, { method: "PATCH" });
      const change = await changeAutoDeploy(desk.client, desk.shop.id, false);
      end();
      assert.equal(desk.sent({ method: "PATCH" }), 1);
      assert.equal(change.kind, trouble.isDone ? "done" : "notDone");
      assert.equal(desk.sandbox.account.app("storefront").autoDeploy, !trouble.isDone);
      if (change.kind !== "done") assertHouseForm(change.error, name);
    });

    it(`is an uncertain change of auto-deploy only where ${name} also hides how it is now`, async () => {
      const struck = { path: /^\/applications\/[^/]+$/ };
      const end = desk.strike(trouble, struck);
      const change = await changeAutoDeploy(desk.client, desk.shop.id, false);
      end();
      assert.equal(desk.sent({ ...struck, method: "PATCH" }), 1);
      assert.equal(change.kind, fate === "unknown" ? "unknown" : "notDone");
    });
  }
});
