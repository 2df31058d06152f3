import assert from "node:assert/strict";
import type { DeployOutcome } from "../../../src/model/deploys.ts";
import type { FollowOptions, RollbackProgress } from "../../../src/model/rollbackOutcome.ts";
import { deployOutcomeWords } from "../../../src/present/deploy.ts";
import type { DeployWish } from "../../../src/sevalla/client.ts";
import { gate } from "../../support/gate.ts";
import { openRollbackDesk, type RollbackDesk } from "../../support/rollbackDesk.ts";

const deployPath = /\/deployments$/;
const main: DeployWish = { branch: "main" };

describe("A deployment that is asked for here", () => {
  let desk: RollbackDesk;

  beforeEach(async () => {
    desk = await openRollbackDesk();
  });

  afterEach(() => desk.close());

  const inSandbox = () => desk.sandbox.account.app("storefront");
  const posts = () => desk.sandbox.requests.filter(({ method, path }) => method === "POST" && deployPath.test(path));
  const never = new AbortController().signal;

  function started(wish = main, options: Partial<FollowOptions> = {}, asked = desk.session.state) {
    return desk.deploys.run(desk.shop, wish, asked, { tell: () => {}, cancel: never, ending: never, ...options });
  }
  const run = (wish = main, options: Partial<FollowOptions> = {}) => desk.clock.runUntil(started(wish, options));
  const words = (outcome: DeployOutcome, wish = main) => deployOutcomeWords(outcome, desk.shop, wish).message;

  it("is sent once, with what was named, and followed until it is live", async () => {
    const outcome = await run();
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "success");
    assert.deepEqual(
      posts().map(({ body }) => body),
      [{ branch: "main" }],
    );
    assert.equal(outcome.kind === "finished" && outcome.live?.id, inSandbox().deployments[0]?.id);
    assert.match(words(outcome), /^The deployment of Storefront succeeded\. Live now: /);
  });

  it("can be a restart or an image", async () => {
    await run({ isRestart: true });
    await run({ image: "nginx:1.27" });
    assert.deepEqual(
      posts().map(({ body }) => body),
      [{ is_restart: true }, { docker_image: "nginx:1.27" }],
    );
  });

  it("is not sent while something else is being deployed", async () => {
    const first = started();
    await desk.clock.whenWaiting();
    const second = await run();
    assert.equal(second.kind === "busy" && second.deployment?.id, inSandbox().deployments[0]?.id);
    assert.match(words(second), /is being deployed right now \(.*\)\. Nothing more was sent\./);
    await desk.clock.runUntil(first);
    assert.equal(posts().length, 1);
  });

  it("is sent once, however often it is started at the same time", async () => {
    const outcomes = await desk.clock.runUntil(Promise.all([started(), started(), started()]));
    assert.equal(posts().length, 1);
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ["busy", "busy", "finished"]);
  });

  it("is not sent when somebody has signed in or out since the user was asked", async () => {
    const asked = desk.session.state;
    await desk.session.signIn(desk.sandbox.keys.expiring, desk.sandbox.url);
    const outcome = await desk.clock.runUntil(started(main, {}, asked));
    assert.equal(outcome.kind, "accountChanged");
    assert.match(words(outcome), /Storefront was not deployed\.$/);
    assert.equal(posts().length, 0);
  });

  it("is called off when the user cancels before it is sent", async () => {
    const cancel = new AbortController();
    const answered = gate();
    desk.sandbox.fault({ path: deployPath, method: "GET" }, { kind: "hold", until: answered.opened });
    const done = started(main, { cancel: cancel.signal });
    cancel.abort();
    answered.open();
    assert.equal((await desk.clock.runUntil(done)).kind, "calledOff");
    assert.equal(posts().length, 0);
  });

  it("is cancelled through Sevalla when the user cancels while it runs", async () => {
    const cancel = new AbortController();
    const tell = ({ step }: RollbackProgress) => {
      if (step === "following") cancel.abort();
    };
    const before = inSandbox().deployments[0]?.id;
    const outcome = await run(main, { tell, cancel: cancel.signal });
    assert.equal(outcome.kind === "finished" && outcome.deployment.status, "cancelled");
    assert.equal(outcome.kind === "finished" && outcome.live?.id, before);
    assert.match(words(outcome), /^The deployment of Storefront was cancelled\. Live now: /);
  });

  for (const [what, fault] of [
    ["a 500", { kind: "applyThenFail" }],
    ["a dropped connection", { kind: "applyThenFail", how: "drop" }],
    ["half an answer", { kind: "truncated" }],
  ] as const) {
    it(`is not certain behind ${what}, and is not sent again`, async () => {
      desk.sandbox.fault({ method: "POST", path: deployPath }, fault);
      const outcome = await run();
      assert.equal(outcome.kind, "unconfirmed");
      assert.match(words(outcome), /^It is not certain whether Storefront is being deployed\. .* was not sent again\./);
      assert.equal(posts().length, 1);
    });
  }

  it("says that nothing was deployed when it is refused", async () => {
    desk.sandbox.fault({ method: "POST", path: deployPath }, { kind: "status", status: 422 });
    const outcome = await run({ isRestart: true });
    assert.equal(outcome.kind, "refused");
    assert.match(words(outcome, { isRestart: true }), /Storefront was not restarted\./);
  });

  it("says why it failed and what is live", async () => {
    inSandbox().nextEnd = "failed";
    const outcome = await run();
    assert.match(words(outcome), /^The deployment of Storefront ended as "failed"\. Live now: .* Its log ends with: /);
  });

  it("can be done again after Sevalla could not be read", async () => {
    const mend = desk.sandbox.fault({ method: "GET" }, { kind: "status", status: 404 });
    await assert.rejects(run());
    mend();
    assert.equal((await run()).kind, "finished");
    assert.equal(posts().length, 1);
  });
});
