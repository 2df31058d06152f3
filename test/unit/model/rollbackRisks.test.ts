import assert from "node:assert/strict";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";

describe("The risks of a rollback", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk();
  });

  afterEach(() => desk.close());

  const inSandbox = () => desk.sandbox.account.app("storefront");

  it("are seen from the app, its jobs and its variables", async () => {
    const plan = await desk.planned();
    const variable = { value: "secret-value", isRuntime: true, isBuildtime: false };
    inSandbox().envVars = [
      { ...variable, key: "OLD", updatedAt: plan.target.createdAt - 1_000 },
      { ...variable, key: "NEW", updatedAt: plan.target.createdAt + 1_000 },
    ];
    inSandbox().autoDeploy = true;
    const { risks } = await desk.planned();
    assert.equal(risks.isAutoDeployOn, true);
    assert.deepEqual(risks.changedVariables, ["NEW"]);
    assert.deepEqual(risks.jobs, ["Migrate database"]);
  });

  it("hold no value of a variable", async () => {
    const [variable] = inSandbox().envVars;
    if (!variable) throw new Error("no variable");
    variable.value = "secret-value";
    variable.updatedAt = desk.clock.now();
    const plan = await desk.planned();
    assert.equal(plan.risks.changedVariables?.includes(variable.key), true);
    assert.equal(JSON.stringify(plan).includes("secret-value"), false);
  });

  for (const path of [/env-vars$/, /processes$/, /^\/applications\/[^/]+$/]) {
    it(`do not keep a plan from being made when ${path} cannot be read`, async () => {
      desk.sandbox.fault({ path }, { kind: "status", status: 403 });
      const { risks }: RollbackPlan = await desk.planned();
      assert.equal(Object.values(risks).includes(undefined), true);
    });
  }

  it("are unknown when they are not told within five seconds", async () => {
    desk.sandbox.fault({ path: /env-vars$/ }, { kind: "hold", until: new Promise(() => {}) });
    const { risks } = await desk.clock.runUntil(desk.planned());
    assert.equal(risks.changedVariables, undefined);
  });
});
