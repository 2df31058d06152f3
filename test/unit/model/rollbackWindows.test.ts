import assert from "node:assert/strict";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { RollbackOutcome, RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { outcomeWords } from "../../../src/present/outcome.ts";
import { windowLock } from "../../../src/workspace/windowLock.ts";
import { hour, minute } from "../../support/builders.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk, type RollbackWindow } from "../../support/rollbackDesk.ts";
import { Truth } from "../../support/truth.ts";

const rollbackPath = /\/deployments\/rollback$/;

describe("Rollbacks of the same app from two windows", () => {
  let folder: string;
  let desk: RollbackDesk;
  let second: RollbackWindow;
  let truth: Truth;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "locks-"));
    await open(folder);
  });

  afterEach(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(lockFolder: string): Promise<void> {
    desk = await openRollbackDesk({ lock: windowLock(lockFolder) });
    // What a window keeps for its workspace no other window sees.
    second = await desk.openWindow({ lock: windowLock(lockFolder), memory: new FakeMemory() });
    truth = new Truth(desk);
  }

  const obstacle = (outcome: RollbackOutcome) =>
    outcome.kind === "changed" && outcome.now.kind === "obstacle" ? outcome.now.reason : outcome.kind;

  it("at the same instant are sent once", async () => {
    const answered = gate();
    desk.sandbox.fault({ path: rollbackPath }, { kind: "hold", until: answered.opened });
    const plans = [await desk.planned(), await second.planned()] as const;
    const both = [desk.started(plans[0]), second.started(plans[1])] as const;
    const refused = await Promise.race(both);
    answered.open();
    assert.equal(obstacle(refused), "rollingBack");
    assert.match(outcomeWords(refused, plans[0]).message, /already being rolled back .* Nothing more was sent\.$/);
    const outcomes = await desk.clock.runUntil(Promise.all(both));
    const sent = outcomes.find((outcome) => outcome !== refused) ?? refused;
    assert.match(truth.told(sent, plans[0]), /^Storefront is rolled back\. Live now: /);
    assert.equal(truth.posts, 1);
  });

  it("one after the other are sent once while the first goes on, and while its lost answer is looked for", async () => {
    desk.sandbox.fault({ path: rollbackPath }, { kind: "applyThenFail" });
    const plan = await second.planned();
    const others: Promise<RollbackOutcome>[] = [];
    const steps = new Set<RollbackProgress["step"]>();
    const tell = ({ step }: RollbackProgress) => {
      if (!steps.has(step) && (step === "searching" || step === "following")) {
        const other = second.started(plan);
        others.push(other);
        // The first learns nothing more before the second has had its say.
        const path = step === "searching" ? /\/deployments$/ : /\/deployments\/[^/]+$/;
        desk.sandbox.fault({ method: "GET", path, times: 1 }, { kind: "hold", until: other });
      }
      steps.add(step);
    };
    const outcome = await desk.clock.runUntil(desk.started(await desk.planned(), { tell }));
    truth.told(outcome, plan);
    // The first lets go when it knows what it has started; after that Sevalla's list tells.
    assert.deepEqual((await Promise.all(others)).map(obstacle), ["rollingBack", "underWay"]);
    assert.equal(truth.posts, 1);
  });

  it("are not sent for what was agreed to before the other's rollback ended", async () => {
    const plan = await second.planned();
    await desk.run(await desk.planned());
    const outcome = await second.run(plan);
    assert.match(outcomeWords(outcome, plan).message, /live is now .* Nothing was rolled back\./);
    assert.equal(truth.posts, 1);
  });

  it("are possible again after the other's rollback", async () => {
    await desk.run(await desk.planned());
    assert.equal((await second.run(await second.planned())).kind, "finished");
    assert.equal(truth.posts, 2);
  });

  for (const [what, fault] of [
    ["was refused", { kind: "status", status: 403 }],
    ["is not certain", { kind: "status", status: 500 }],
  ] as const) {
    it(`are possible when the other's rollback ${what}`, async () => {
      desk.sandbox.fault({ path: rollbackPath, times: 1 }, fault);
      await desk.run(await desk.planned());
      assert.equal((await second.run(await second.planned())).kind, "finished");
    });
  }

  it("are possible when the other's rollback could not be checked", async () => {
    const plan = await desk.planned();
    const mend = desk.sandbox.fault({}, { kind: "status", status: 403 });
    await assert.rejects(desk.run(plan));
    mend();
    assert.equal((await second.run(await second.planned())).kind, "finished");
    assert.equal(truth.posts, 1);
  });

  for (const [what, ageMs, isSent] of [
    ["a window that has crashed", 3 * minute, true],
    ["a window that crashed before the clock was set back", -hour, true],
    ["a window that lives", 0, false],
  ] as const) {
    it(`are ${isSent ? "" : "not "}sent while there is the lock of ${what}`, async () => {
      const file = path.join(folder, `${desk.shop.id}.lock`);
      await writeFile(file, "");
      const at = new Date(Date.now() - ageMs);
      await utimes(file, at, at);
      const outcome = await desk.run(await desk.planned());
      assert.equal(obstacle(outcome), isSent ? "finished" : "rollingBack");
      assert.equal(truth.posts, isSent ? 1 : 0);
    });
  }

  it("are sent where there is no folder for locks", async () => {
    await desk.close();
    const file = path.join(folder, "file");
    await writeFile(file, "");
    await open(path.join(file, "locks"));
    assert.equal((await desk.run(await desk.planned())).kind, "finished");
    assert.equal(truth.posts, 1);
  });

  it("are sent for two apps at the same time", async () => {
    const other = desk.sandbox.account.apps.find(
      ({ name, isSuspended, deployments }) =>
        name !== "storefront" && !isSuspended && deployments.filter(({ end }) => end === "success").length > 1,
    );
    const plan = await second.planned(undefined, second.appNamed(other?.name ?? ""));
    const both = Promise.all([desk.started(await desk.planned()), second.started(plan)]);
    assert.deepEqual(
      (await desk.clock.runUntil(both)).map(({ kind }) => kind),
      ["finished", "finished"],
    );
  });
});
