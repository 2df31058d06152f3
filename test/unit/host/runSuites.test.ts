import assert from "node:assert/strict";
import Mocha from "mocha";
import { retried } from "../../host/retried.ts";
import { runSuites } from "../../host/runSuites.ts";

class Silent extends Mocha.reporters.Base {
  override epilogue(): void {}
}

describe("A run of suites", () => {
  let mocha: Mocha;
  let ran: string[];
  let failed: string[];

  beforeEach(() => {
    mocha = new Mocha({ reporter: Silent, retries: 1 });
    ran = [];
    failed = [];
  });
  afterEach(() => {
    retried.length = 0;
  });

  /** A suite with a hook before it all; a test fails at the tries that are named. */
  function suite(title: string, tests: Readonly<Record<string, readonly number[]>>): void {
    const suite = Mocha.Suite.create(mocha.suite, title);
    suite.beforeAll(() => void ran.push(`${title}:`));
    for (const [name, failsAt] of Object.entries(tests)) {
      let tries = 0;
      suite.addTest(
        new Mocha.Test(name, () => {
          ran.push(name);
          if (failsAt.includes(++tries)) throw new Error(`${name} ${tries}`);
        }),
      );
    }
  }

  const run = (startsAnew = 2) => runSuites(mocha, { startsAnew, onFail: (title) => failed.push(title) });

  it("counts what passed and what failed", async () => {
    suite("A", { a: [], b: [1, 2] });
    assert.deepEqual(await run(0), { tests: 2, passes: 1, failures: 1 });
    assert.deepEqual(failed, ["A b", "A b"]);
  });

  it("tries a test once more before its suite", async () => {
    suite("A", { a: [1], b: [] });
    assert.deepEqual(await run(), { tests: 2, passes: 2, failures: 0 });
    assert.deepEqual(ran, ["A:", "a", "a", "b"]);
    assert.deepEqual(retried, ["  A a: a 1"]);
  });

  it("starts a suite anew that failed, leaves out what came after the failure till then, and counts it once", async () => {
    suite("A", { a: [], b: [1, 2], c: [] });
    suite("B", { d: [] });
    assert.deepEqual(await run(), { tests: 4, passes: 4, failures: 0 });
    assert.deepEqual(ran, ["A:", "a", "b", "b", "B:", "d", "A:", "a", "b", "c"]);
    assert.deepEqual(retried, ["  A b: b 1", '  all of "A"']);
  });

  it("fails when the suite fails anew", async () => {
    suite("A", { a: [1, 2, 3, 4], b: [] });
    assert.deepEqual(await run(), { tests: 2, passes: 1, failures: 1 });
    assert.deepEqual(ran, ["A:", "a", "a", "A:", "a", "a", "b"]);
  });

  it("starts nothing anew where more suites failed than chance would let", async () => {
    suite("A", { a: [1, 2] });
    suite("B", { b: [1, 2] });
    suite("C", { c: [1, 2], d: [] });
    assert.deepEqual(await run(), { tests: 4, passes: 0, failures: 3 });
    assert.deepEqual(ran, ["A:", "a", "a", "B:", "b", "b", "C:", "c", "c"]);
  });

  it("starts nothing anew where a hook of all suites failed", async () => {
    suite("A", { a: [] });
    mocha.suite.beforeAll(() => {
      throw new Error("no");
    });
    assert.deepEqual(await run(), { tests: 0, passes: 0, failures: 1 });
  });

  it("starts a suite anew whose hook failed", async () => {
    let tries = 0;
    suite("A", { a: [] });
    mocha.suite.suites.at(0)?.beforeAll(() => {
      if (++tries === 1) throw new Error("not yet");
    });
    assert.deepEqual(await run(), { tests: 1, passes: 1, failures: 0 });
    assert.deepEqual(failed, ['A "before all" hook for "a"']);
  });
});
