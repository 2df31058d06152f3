import assert from "node:assert/strict";
import { changeAnswer, changeItem } from "../../sandbox/changeAnswer.ts";
import type { Fault } from "../../sandbox/fault.ts";
import { appIds } from "../../sandbox/sandbox.ts";
import { type Bench, startBench } from "./sandboxCalls.ts";

const rollbackPath = `/applications/${appIds.storefront}/deployments/rollback`;

describe("the sandbox's faults", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.sandbox.close());

  const count = () => bench.sandbox.account.app("storefront").deployments.length;
  const onRollback = (effect: Fault) => bench.sandbox.fault({ method: "POST", path: /\/rollback$/ }, effect);
  const rollBack = (target?: string) =>
    bench.post(rollbackPath, target === undefined ? {} : { json: { deployment_id: target } });
  const lastStatus = () => bench.sandbox.requests.at(-1)?.status;

  it("hit what they match, as often as told, until removed", async () => {
    const { sandbox } = bench;
    sandbox.fault({ method: "get", path: /^\/applications$/g, times: 2 }, { kind: "status", status: 503 });
    assert.equal((await bench.get(`/applications/${appIds.storefront}`)).status, 200);
    assert.equal((await bench.get("/applications")).status, 503);
    assert.equal((await bench.get("/applications")).status, 503);
    assert.equal((await bench.get("/applications")).status, 200);
    const remove = sandbox.fault({}, { kind: "status", status: 500 });
    assert.equal((await bench.get("/applications")).status, 500);
    remove();
    assert.equal((await bench.get("/applications")).status, 200);
    sandbox.fault({}, { kind: "status", status: 500 });
    sandbox.clearFaults();
    assert.equal((await bench.get("/applications")).status, 200);
  });

  it("hold an answer back until the test lets it go", async () => {
    let letGo = () => {};
    const until = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    onRollback({ kind: "hold", until });
    const answer = rollBack();
    await bench.get("/applications");
    assert.equal(count(), 14);
    letGo();
    assert.equal((await answer).status, 200);
    assert.equal(count(), 15);
  });

  it("delay an answer in real time", async () => {
    onRollback({ kind: "delay", ms: 30 });
    const before = performance.now();
    assert.equal((await rollBack()).status, 200);
    assert.ok(performance.now() - before >= 29);
  });

  it("do not keep a closed sandbox waiting", async () => {
    onRollback({ kind: "delay", ms: 3_600_000 });
    const answer = rollBack();
    const rejected = assert.rejects(answer);
    await bench.get("/applications");
    await bench.sandbox.close();
    await rejected;
    assert.equal(count(), 14);
  });

  it("answer a status with an error object and do nothing", async () => {
    onRollback({ kind: "status", status: 500, message: "Out of order" });
    const answer = await rollBack();
    assert.deepEqual([answer.status, answer.at("status"), answer.at("message")], [500, 500, "Out of order"]);
    assert.ok(answer.string("data", "code"));
    assert.equal(count(), 14);
    assert.equal(lastStatus(), 500);
  });

  it("answer a status without data, or in place of a missing key's 401", async () => {
    bench.sandbox.fault({}, { kind: "status", status: 401, data: null });
    assert.deepEqual((await bench.get("/applications", { token: null })).at(), { message: "Status 401", status: 401 });
  });

  it("answer 429 with or without saying how long to wait", async () => {
    bench.sandbox.fault({ times: 1 }, { kind: "status", status: 429, resetSeconds: 7 });
    bench.sandbox.fault({ times: 1 }, { kind: "status", status: 429, resetSeconds: null, retryAfter: "3" });
    const first = (await bench.get("/applications")).headers;
    assert.deepEqual([first.get("x-ratelimit-reset"), first.get("x-ratelimit-remaining")], ["7", "0"]);
    const second = (await bench.get("/applications")).headers;
    assert.deepEqual([second.get("x-ratelimit-reset"), second.get("retry-after")], [null, "3"]);
  });

  it("answer HTML as a gateway does", async () => {
    onRollback({ kind: "html" });
    const answer = await rollBack();
    assert.deepEqual([answer.status, answer.headers.get("content-type")], [502, "text/html; charset=utf-8"]);
    assert.match(answer.text, /^<!doctype html>/);
    assert.equal(count(), 14);
    bench.sandbox.fault({}, { kind: "html", status: 200, body: "<p>Hello" });
    assert.equal((await bench.get("/applications")).text, "<p>Hello");
  });

  it("send the client elsewhere", async () => {
    onRollback({ kind: "redirect", to: "https://elsewhere.example/v3" });
    const answer = await rollBack();
    assert.deepEqual([answer.status, answer.headers.get("location")], [307, "https://elsewhere.example/v3"]);
    assert.equal(count(), 14);
  });

  it("cut the answer in half", async () => {
    onRollback({ kind: "truncated" });
    const answer = await rollBack();
    assert.equal(answer.status, 200);
    assert.match(answer.text, /^\{"id":/);
    assert.throws(() => answer.at(), SyntaxError);
    assert.equal(count(), 15);
  });

  it("reset the connection before the answer, having done nothing", async () => {
    onRollback({ kind: "reset" });
    await assert.rejects(rollBack(), TypeError);
    assert.equal(count(), 14);
    assert.equal(lastStatus(), null);
  });

  it("reset the connection half-way through the answer", async () => {
    onRollback({ kind: "reset", when: "midBody" });
    const response = await fetch(`${bench.sandbox.url}${rollbackPath}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bench.sandbox.keys.valid}` },
    });
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
    assert.equal(count(), 15);
  });

  it("do the work and then answer 500, or drop the connection", async () => {
    const remove = onRollback({ kind: "applyThenFail" });
    const answer = await rollBack();
    assert.deepEqual([answer.status, answer.at("status"), count()], [500, 500, 15]);
    remove();
    bench.clock.advance(60_000);
    onRollback({ kind: "applyThenFail", how: "drop" });
    await assert.rejects(rollBack(), TypeError);
    assert.equal(count(), 16);
    assert.equal(lastStatus(), null);
  });

  it("fail a cancellation that was done, which has no body", async () => {
    const [running] = bench.sandbox.account.app("orders-worker").deployments;
    bench.sandbox.fault({ path: /cancel$/ }, { kind: "applyThenFail" });
    const answer = await bench.post(`/applications/${appIds.ordersWorker}/deployments/${running?.id}/cancel`);
    assert.deepEqual([answer.status, answer.at("status")], [500, 500]);
    assert.equal(running?.cancelledAt, bench.clock.now());
  });

  it("leave a refusal as it is when they would act after the work", async () => {
    onRollback({ kind: "applyThenFail" });
    assert.equal((await rollBack("no id")).status, 422);
  });

  it("ignore the target of a rollback", async () => {
    const [, usual, named] = bench.sandbox.account.app("storefront").deployments;
    onRollback({ kind: "ignoreTarget" });
    const answer = await rollBack(named?.id);
    assert.deepEqual([answer.status, answer.at("docker_image_url")], [200, usual?.image]);
    assert.deepEqual(bench.sandbox.requests.at(-1)?.body, { deployment_id: named?.id });
  });

  it("change fields of an answer or of one item of a list", async () => {
    onRollback({ kind: "malformed", mutate: changeAnswer({ status: "exploded", id: 7 }) });
    const answer = await rollBack();
    assert.deepEqual([answer.at("status"), answer.at("id"), answer.at("type")], ["exploded", 7, "manual"]);
    bench.sandbox.fault({ path: /^\/applications$/ }, { kind: "malformed", mutate: changeItem(1, { id: null }) });
    const page = await bench.get("/applications?limit=3");
    assert.deepEqual(page.column("id"), [appIds.storefront, null, appIds.checkoutApi]);
  });
});
