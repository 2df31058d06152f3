import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { toolNames } from "../../../src/contributions.ts";
import { listInput, logInput, planInput, readInput, rollBackInput } from "../../../src/model/toolInput.ts";
import { readManifest } from "../../rules/manifest.ts";
import { uuid } from "../../support/builders.ts";

const planId = `plan-${uuid("plan")}`;
const deploymentId = uuid("deployment");

const reads: Readonly<Record<string, (input: unknown) => unknown>> = {
  [toolNames.listDeployments]: (input) => readInput(listInput, input),
  [toolNames.deploymentLog]: (input) => readInput(logInput, input),
  [toolNames.planRollback]: (input) => readInput(planInput, input),
  [toolNames.rollBack]: (input) => readInput(rollBackInput, input),
};

const inputs: readonly unknown[] = [
  ...[{}, { app: "Storefront" }, { app: "" }, { app: "x".repeat(201) }, { app: 7 }, { app: null }, { other: 1 }],
  ...[{ limit: 1 }, { limit: 50 }, { limit: 0 }, { limit: 51 }, { limit: 2.5 }, { limit: "10" }],
  ...[{ lines: 300 }, { lines: 301 }, { lines: 0 }, { app: "a", deploymentId, lines: 5 }],
  ...[
    { deploymentId },
    { deploymentId: deploymentId.toUpperCase() },
    { deploymentId: "../api-keys" },
    { deploymentId: "" },
  ],
  ...[{ planId }, { planId: uuid("plan") }, { planId: `${planId} ` }, { planId, app: "Storefront" }, { planId: 7 }],
  ...[{ planId: planId.toUpperCase() }, { planId: [planId] }],
  ...[null, [], "Storefront", 7],
];

describe("What a language model may ask of the tools", () => {
  for (const { name, inputSchema } of readManifest().contributes.languageModelTools) {
    it(`is the same in package.json and in the code: ${name}`, () => {
      const fits = new Ajv().compile(inputSchema);
      for (const input of inputs) {
        assert.equal(reads[name]?.(input) !== undefined, fits(input), JSON.stringify(input));
      }
    });
  }

  it("is as little as it can be, and the rest is added", () => {
    assert.deepEqual(readInput(listInput, {}), { limit: 10 });
    assert.deepEqual(readInput(logInput, { app: "Storefront" }), { app: "Storefront", lines: 100 });
    assert.deepEqual(readInput(planInput, { deploymentId: deploymentId.toUpperCase() }), { deploymentId });
  });
});
