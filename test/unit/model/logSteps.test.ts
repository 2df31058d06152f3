import assert from "node:assert/strict";
import fc from "fast-check";
import { logSteps as inSteps } from "../../../src/model/logSteps.ts";
import { atOnce } from "../../../src/sevalla/slices.ts";

import { buildLog } from "../../sandbox/buildLog.ts";
import { manualClock } from "../../sandbox/manualClock.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { hour } from "../../support/builders.ts";

const logSteps = (messages: readonly string[], expected?: readonly string[]) =>
  atOnce(
    inSteps(
      messages.map((message) => ({ message })),
      expected,
    ),
  );

const names = (messages: readonly string[], expected?: readonly string[]) =>
  logSteps(messages, expected).map(({ name, level, first, last }) => `${level} ${name} ${first}–${last}`);

describe("The steps of a log", () => {
  it("are found as Sevalla's builds head them, with the parts of a build", () => {
    const log = [
      "Deployment queued",
      "Cloning https://github.com/acme/shop (branch main)",
      "HEAD is now at 1234567 Fix it",
      "#1 [internal] load build definition from Dockerfile",
      "#7 [deps 3/3] RUN npm ci",
      "#7 18.42 added 412 packages in 17s",
      "Pushing registry.example/shop:1",
      "Pulling registry.example/shop:1",
      "Starting 2 new instances",
      "Deployment finished",
    ];
    assert.deepEqual(names(log), [
      "1 checkout 1–2",
      "1 build 3–6",
      "2 [internal] load build definition from Dockerfile 3–3",
      "2 [deps 3/3] RUN npm ci 4–6",
      "1 rollout 7–8",
    ]);
  });

  it("begin once and in their turn, whatever a build prints", () => {
    const log = ["Cloning https://x/y", "HEAD is now at 1", "RUN x", "Cloning into", "Pulling fs layer", "Cloning z"];
    assert.deepEqual(names(log), ["1 checkout 0–1", "1 build 2–5"]);
  });

  it("are only those that the deployment has", () => {
    assert.deepEqual(names(["Cloning x", "Pulling a/b:1", "x"], ["rollout"]), ["1 rollout 1–2"]);
  });

  it("are none in a log whose headings are not known", () => {
    assert.deepEqual(names(["Step 1/4 : FROM node", "Successfully built"]), []);
    assert.deepEqual(names([]), []);
  });

  it("of a build begin after the check-out, whatever builds", () => {
    assert.deepEqual(names(["Cloning x", "HEAD is now at 1", "hello"]), ["1 checkout 0–1", "1 build 2–2"]);
  });

  it("are found in every log of the sandbox that has them", async () => {
    const now = Date.now();
    const sandbox = await startSandbox({ clock: manualClock(now) });
    let found = 0;
    for (const app of sandbox.account.apps) {
      for (const deployment of app.deployments) {
        const messages = buildLog(app, deployment, now + hour).map(({ message }) => message);
        const steps = logSteps(messages, deployment.steps).filter(({ level }) => level === 1);
        if (deployment.end === "success" && !deployment.steps.includes("syncConnections")) {
          assert.deepEqual(
            steps.map(({ name }) => name),
            deployment.steps,
          );
          found++;
        }
      }
    }
    await sandbox.close();
    assert.ok(found > 20);
  });

  it("lie within the log, one after the other, whatever it holds", () => {
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "Cloning x",
        "HEAD is now at 1",
        "#1 [internal] x",
        "===> BUILDING",
        "Pulling a/b:1",
        "Deployment finished",
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (messages) => {
        const steps = logSteps(messages);
        for (const { first, last } of steps) assert.ok(first >= 0 && first <= last && last < messages.length);
        const top = steps.filter(({ level }) => level === 1);
        for (const [index, { first }] of top.entries()) assert.ok(first > (top[index - 1]?.last ?? -1));
      }),
    );
  });
});
