import assert from "node:assert/strict";
import * as fc from "fast-check";
import { formatAccounts, parseAccounts } from "../../../src/model/accountEnvelope.ts";
import type { Accounts } from "../../../src/model/accounts.ts";
import { readDeepLink } from "../../../src/model/deepLink.ts";
import { planRollback } from "../../../src/model/rollbackPlan.ts";
import { listInput, logInput, planInput, readInput, rollBackInput } from "../../../src/model/toolInput.ts";
import { UnknownVersion } from "../../../src/model/unknownVersion.ts";
import { parseAppId, parseDeploymentId } from "../../../src/sevalla/ids.ts";
import { anyDeployment, hostileText } from "../../support/arbitrary.ts";
import { anApp, noon } from "../../support/builders.ts";

/** Undefined where another version may have written it. */
function readOrForeign(stored: string): Accounts | undefined {
  try {
    return parseAccounts(stored);
  } catch (error) {
    if (error instanceof UnknownVersion) return undefined;
    throw error;
  }
}

/** JSON makes no difference between what is undefined and what is not there. */
const partsOf = ({ all, chosen, chosenRevision, gone = [] }: Accounts) =>
  JSON.stringify([all, chosen, chosenRevision, gone]);

const id = fc.oneof(fc.uuid(), hostileText, fc.jsonValue());

describe("Whatever comes in from elsewhere,", () => {
  it("a link names a deployment by its IDs, or leads nowhere", () => {
    const paths = fc.oneof(fc.constantFrom("/deployment", "/rollback", "/rollBack", ""), hostileText);
    fc.assert(
      fc.property(
        paths,
        fc.oneof(fc.uuid(), hostileText),
        fc.oneof(fc.uuid(), hostileText),
        (path, app, deployment) => {
          const link = readDeepLink(
            path,
            new URLSearchParams([
              ["app", app],
              ["id", deployment],
            ]).toString(),
          );
          if (!link) return;
          assert.equal(path, `/${link.view}`);
          assert.equal(link.ref.appId, parseAppId(app));
          assert.equal(link.ref.deploymentId, parseDeploymentId(deployment));
        },
      ),
    );
  });

  it("stored accounts are read as they are written, or not at all", () => {
    const account = fc.record(
      {
        ...{ id, name: id, token: fc.oneof(fc.constant("svl_some_key"), id) },
        ...{ expiresAt: fc.oneof(fc.nat(), id), rejections: fc.nat(), checkedAt: fc.nat(), revision: fc.nat() },
      },
      { requiredKeys: ["id", "token"] },
    );
    const envelope = fc.record({
      version: fc.constantFrom<unknown>(1, 1, 1, 2, "1", null),
      ...{ accounts: fc.array(account, { maxLength: 4 }), chosen: id, chosenRevision: fc.nat(), gone: fc.jsonValue() },
    });
    fc.assert(
      fc.property(
        fc.oneof(
          envelope.map((one) => JSON.stringify(one)),
          fc.json(),
          hostileText,
        ),
        (stored) => {
          const read = readOrForeign(stored);
          if (!read) return;
          assert.ok(read.chosen === undefined || read.all.some((one) => one.id === read.chosen));
          assert.equal(partsOf(parseAccounts(formatAccounts(read))), partsOf(read));
        },
      ),
    );
  });

  it("a tool is asked for what it can do, or for nothing", () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -5, max: 400 }), fc.jsonValue());
    const input = fc.oneof(
      fc.record({ app: id, limit: number, lines: number, deploymentId: id, planId: id }, { requiredKeys: [] }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(input, (asked) => {
        const list = readInput(listInput, asked);
        assert.ok(!list || (Number.isInteger(list.limit) && list.limit >= 1 && list.limit <= 50));
        const log = readInput(logInput, asked);
        assert.ok(!log || (Number.isInteger(log.lines) && log.lines >= 1 && log.lines <= 300));
        const plan = readInput(planInput, asked);
        assert.ok(plan?.deploymentId === undefined || parseDeploymentId(plan.deploymentId) === plan.deploymentId);
        const rollback = readInput(rollBackInput, asked);
        assert.ok(!rollback || /^plan-[0-9a-f-]{36}$/.test(rollback.planId));
      }),
    );
  });

  it("a rollback is planned from what is live to another release that once worked, or not at all", () => {
    const history = fc.array(anyDeployment, { maxLength: 8 });
    const variable = fc.record({ id: fc.string(), key: hostileText, updatedAt: fc.integer({ min: 0, max: noon }) });
    const process = fc.record({
      id: fc.string(),
      name: hostileText,
      startPolicy: fc.constantFrom("beforeDeployment", undefined),
    });
    const known = fc.record({
      app: fc.constant(undefined),
      processes: fc.option(fc.array(process), { nil: undefined }),
      variables: fc.option(fc.array(variable), { nil: undefined }),
    });
    fc.assert(
      fc.property(history, known, fc.nat({ max: 8 }), fc.nat({ max: 1 }), (some, riskFacts, nth, unread) => {
        const deployments = [...new Map(some.map((one) => [one.id, one])).values()];
        const targetId = deployments[nth]?.id;
        const plan = planRollback({ app: anApp("shop"), deployments, unread, riskFacts }, targetId);
        if (plan.kind !== "plan") return;
        assert.notEqual(plan.target.id, plan.live.id);
        assert.equal(plan.isTargetNamed, targetId !== undefined);
        assert.ok(!targetId || plan.target.id === targetId);
        assert.ok(deployments.includes(plan.target) && deployments.includes(plan.live));
        assert.equal([plan.target.status, plan.live.status].join(), "success,success");
        assert.equal(plan.risks.jobs === undefined, riskFacts.processes === undefined);
        assert.equal(plan.risks.changedVariables === undefined, riskFacts.variables === undefined);
      }),
    );
  });
});
