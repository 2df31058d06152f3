import assert from "node:assert/strict";
import { type DeviceOutcome, followDeviceCode } from "../../../src/model/deviceSignIn.ts";
import { type DeviceCode, DeviceCodes } from "../../../src/sevalla/deviceCodes.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { nodeFetch } from "../../../src/sevalla/nodeFetch.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { HandClock } from "../../support/handClock.ts";

const poll = { path: /^\/auth\/device-codes\/./ };

describe("Signing in by a code", () => {
  let clock: HandClock;
  let sandbox: Sandbox;
  let codes: DeviceCodes;
  let cancel: AbortController;

  beforeEach(async () => {
    clock = new HandClock();
    sandbox = await startSandbox({ clock });
    codes = new DeviceCodes(sandbox.url, { fetch: nodeFetch });
    cancel = new AbortController();
  });
  afterEach(() => sandbox.close());

  const newCode = async () => (await codes.start()).code;
  const polls = () => sandbox.requests.filter(({ path }) => poll.path.test(path));
  /** Follows a code; `during` is called before each wait, with the number of questions asked so far. */
  const follow = (code: DeviceCode, during: (asked: number) => void = () => {}): Promise<DeviceOutcome> =>
    clock.runUntil(followDeviceCode(codes, code, clock, cancel.signal), () => during(polls().length));

  it("asks every five seconds until the code is approved, and takes the key", async () => {
    const code = await newCode();
    const outcome = await follow(code, (asked) => asked === 3 && sandbox.deviceCodes.approve(code));
    assert.deepEqual(outcome, { kind: "approved", token: sandbox.keys.valid });
    const times = polls().map(({ at }) => at);
    assert.deepEqual(
      times.slice(1).map((time, index) => time - (times[index] ?? 0)),
      [5_000, 5_000, 5_000],
    );
    assert.equal(clock.waiting, 0);
  });

  it("ends when the code is denied", async () => {
    const code = await newCode();
    assert.deepEqual(await follow(code, (asked) => asked === 1 && sandbox.deviceCodes.deny(code)), { kind: "denied" });
    assert.equal(polls().length, 2);
  });

  it("ends when the code has expired", async () => {
    assert.deepEqual(await follow(await newCode()), { kind: "expired" });
    assert.equal(polls().length, 60);
  });

  it("ends when Sevalla knows nothing of the code any more", async () => {
    const code = await newCode();
    sandbox.reset();
    assert.deepEqual(await follow(code), { kind: "expired" });
  });

  it("asks nothing more once the user has cancelled", async () => {
    const code = await newCode();
    const following = follow(code, (asked) => asked === 2 && cancel.abort());
    await assert.rejects(following, { name: "AbortError" });
    assert.equal(polls().length, 2);
    assert.equal(clock.waiting, 0);
  });

  it("waits no longer once the user has cancelled", async () => {
    const following = followDeviceCode(codes, await newCode(), clock, cancel.signal);
    await clock.whenWaiting();
    cancel.abort();
    await assert.rejects(following, { name: "AbortError" });
    assert.equal(clock.waiting, 0);
  });

  it("goes on through what passes", async () => {
    const code = await newCode();
    const clear = sandbox.fault(poll, { kind: "status", status: 500 });
    const outcome = await follow(code, (asked) => {
      if (asked === 5) clear();
      if (asked === 5) sandbox.deviceCodes.approve(code);
    });
    assert.equal(outcome.kind, "approved");
  });

  it("waits as long as a rate limit asks", async () => {
    const code = await newCode();
    const clear = sandbox.fault(poll, { kind: "status", status: 429, resetSeconds: 20 });
    sandbox.deviceCodes.approve(code);
    await follow(code, (asked) => asked === 1 && clear());
    const [first, second] = polls().map(({ at }) => at);
    assert.equal((second ?? 0) - (first ?? 0), 20_000);
  });

  it("waits no longer than a code lives where a limit names a time of day in place of seconds", async () => {
    const code = await newCode();
    const clear = sandbox.fault(poll, { kind: "status", status: 429, resetSeconds: 1_767_225_600 });
    const began = clock.now();
    await follow(code, (asked) => asked === 1 && clear());
    assert.equal(polls().length <= 3, true);
    assert.equal(clock.now() - began <= 6 * 60_000, true);
  });

  it("says that the key is lost when the one answer with it is", async () => {
    const code = await newCode();
    sandbox.deviceCodes.approve(code);
    const clear = sandbox.fault(poll, { kind: "applyThenFail", how: "drop" });
    assert.deepEqual(await follow(code, (asked) => asked === 1 && clear()), { kind: "lost" });
  });

  it("gives up on what is not Sevalla", async () => {
    const code = await newCode();
    sandbox.fault(poll, { kind: "html", status: 200 });
    const outcome = await follow(code);
    assert.equal(outcome.kind === "failed" && outcome.error.kind, "malformed");
    assert.equal(polls().length, 3);
  });

  it("gives up on a refusal", async () => {
    const code = await newCode();
    sandbox.fault(poll, { kind: "status", status: 403 });
    const outcome = await follow(code);
    assert.equal(outcome.kind === "failed" && outcome.error.kind, "forbidden");
    assert.equal(polls().length, 1);
  });

  it("gives up some time after a code must have expired, if nobody answers", async () => {
    const code = await newCode();
    sandbox.fault(poll, { kind: "status", status: 503 });
    assert.deepEqual(await follow(code), { kind: "expired" });
    assert.equal(clock.waiting, 0);
  });

  it("has no sixth code while five are waiting", async () => {
    for (let count = 0; count < 5; count++) await newCode();
    await assert.rejects(newCode(), (error) => error instanceof SevallaError && error.kind === "rateLimited");
  });
});
