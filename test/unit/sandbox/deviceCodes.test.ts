import assert from "node:assert/strict";
import { DeviceCodes } from "../../sandbox/deviceCodes.ts";
import { type Bench, startBench } from "./sandboxCalls.ts";

describe("signing in to the sandbox with a device code", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  const create = () => bench.post("/auth/device-codes", { token: null });
  const poll = (code: string) => bench.get(`/auth/device-codes/${code}`, { token: null });

  it("starts with a code of eight characters, good for five minutes", async () => {
    const answer = await create();
    assert.match(answer.string("code"), /^[A-Z0-9]{8}$/);
    assert.equal(answer.at("expires_at"), "2026-11-23T09:05:00.000Z");
  });

  it("hands out the token once, after the code was approved", async () => {
    const code = (await create()).string("code");
    assert.deepEqual((await poll(code)).at(), { status: "pending" });
    bench.sandbox.deviceCodes.approve(code);
    const approved = await poll(code);
    assert.deepEqual(approved.at(), { status: "approved", token: bench.sandbox.keys.valid });
    assert.equal((await bench.get("/applications", { token: approved.string("token") })).status, 200);
    assert.deepEqual((await poll(code)).at(), { status: "approved" });
  });

  it("tells when the code was denied or has expired", async () => {
    const denied = (await create()).string("code");
    const expired = (await create()).string("code");
    bench.sandbox.deviceCodes.deny(denied);
    bench.clock.advance(5 * 60_000 - 1);
    assert.equal((await poll(expired)).at("status"), "pending");
    bench.clock.advance(1);
    assert.equal((await poll(expired)).at("status"), "expired");
    assert.equal((await poll(denied)).at("status"), "denied");
  });

  it("allows five live codes at a time", async () => {
    const codes: string[] = [];
    for (let count = 0; count < 5; count += 1) codes.push((await create()).string("code"));
    assert.equal(new Set(codes).size, 5);
    assert.equal((await create()).status, 429);
    bench.sandbox.deviceCodes.deny(codes[0] ?? "");
    assert.equal((await create()).status, 200);
    assert.equal((await create()).status, 429);
    bench.clock.advance(5 * 60_000);
    assert.equal((await create()).status, 200);
  });

  it("approves codes by itself where nobody can", async () => {
    const codes = new DeviceCodes({ afterMs: 10_000, token: "svl_1" });
    const { code } = codes.create("127.0.0.1", 0);
    assert.deepEqual(codes.poll(code, 9_999), { status: "pending" });
    assert.deepEqual(codes.poll(code, 10_000), { status: "approved", token: "svl_1" });
  });

  it("knows no code it did not make", async () => {
    assert.equal((await poll("ABCD1234")).status, 404);
    assert.throws(() => bench.sandbox.deviceCodes.approve("ABCD1234"), /no sign-in code ABCD1234/);
  });
});
