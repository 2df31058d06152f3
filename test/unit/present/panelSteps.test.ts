import assert from "node:assert/strict";
import type { DeploymentLog } from "../../../src/model/store.ts";
import { stepsView } from "../../../src/present/panelSteps.ts";
import { aDeployment, noon } from "../../support/builders.ts";
import { took } from "../../support/panelViews.ts";

const steps = ["checkout", "build", "rollout"];
const opened = noon - 100_000;

function log(...lines: readonly (readonly [seconds: number, message: string])[]): DeploymentLog {
  const entries = lines.map(([seconds, message]) => {
    return { id: message, message, severity: "INFO", service: undefined, at: opened + seconds * 1_000 };
  });
  return { kind: "ready", entries, readAt: noon, stale: undefined };
}

const cloning = [0, "Cloning https://github.com/acme/shop (branch main)"] as const;
const building = [5, "===> ANALYZING"] as const;
const pulling = [65, "Pulling registry.example/acme/shop:a1b2c3d"] as const;

describe("The steps in the details panel", () => {
  const shown = (status: string, entries: DeploymentLog, facts: { readonly steps?: readonly string[] } = {}) =>
    stepsView(aDeployment("one", { status, steps, finishedAt: opened + 70_000, ...facts }), entries).map((step) =>
      step.took ? `${step.word} ${took(step.took)}` : step.word,
    );

  it("are all done once the deployment has succeeded, each with the time that the log tells", () => {
    assert.deepEqual(shown("success", log(cloning, building, pulling)), ["Done 5 s", "Done 1 min", "Done 5 s"]);
  });

  it("are done, running and waiting as far as the log has come", () => {
    const running = stepsView(
      aDeployment("one", { status: "inProgress", steps, finishedAt: undefined }),
      log(cloning, building),
    );
    assert.deepEqual(
      running.map((step) => [step.word, step.took && took(step.took)]),
      [
        ["Done", "5 s"],
        ["Running", "1 min 35 s"],
        ["Waiting", undefined],
      ],
    );
  });

  it("end with the one that failed, and those after it are skipped", () => {
    assert.deepEqual(shown("failed", log(cloning, building)), ["Done 5 s", "Failed 1 min 5 s", "Skipped"]);
  });

  it("say only what can be known where the log tells nothing", () => {
    assert.deepEqual(shown("success", log()), ["Done", "Done", "Done"]);
    assert.deepEqual(shown("failed", log([0, "Something else"])), Array(3).fill("Part of this deployment"));
    assert.deepEqual(shown("failed", log(), { steps: ["rollout"] }), ["Failed"]);
    assert.deepEqual(shown("inProgress", log(), { steps: ["rollout"] }), ["Running"]);
    assert.deepEqual(shown("waiting", log()), ["Waiting", "Waiting", "Waiting"]);
  });

  it("wait for the log where it is still to come, and leave no doubt that it is", () => {
    assert.deepEqual(shown("failed", { kind: "loading" }), Array(3).fill("Loading…"));
    assert.deepEqual(shown("success", { kind: "loading" }), ["Done", "Done", "Done"]);
  });
});
