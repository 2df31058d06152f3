import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { forgetLentAnswers, lentAnswers } from "../../../src/workspace/lentAnswers.ts";
import { until } from "../../ui/until.ts";

describe("Answers that windows lend each other", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "answers-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const files = () => readdirSync(folder).map((name) => path.join(folder, name));

  async function keep(asked: string, body: unknown, into = folder): Promise<void> {
    lentAnswers(into).keep(asked, { at: Date.now(), body });
    await until("it is kept", async () => (await lentAnswers(into).find(asked, 60_000)) !== undefined);
  }

  /** Changes the only file as somebody could who may write there. */
  function tamper(change: (lent: Record<string, unknown>) => unknown): void {
    const [file = ""] = files();
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")))));
  }

  it("are found by another window, for the same path only", async () => {
    await keep("/applications?limit=100&offset=0", { data: [1] });
    const other = lentAnswers(folder);
    assert.deepEqual((await other.find("/applications?limit=100&offset=0", 60_000))?.body, { data: [1] });
    assert.equal(await other.find("/applications?limit=100&offset=100", 60_000), undefined);
  });

  it("are replaced by newer ones, and leave no other file behind", async () => {
    await keep("/a", 1);
    lentAnswers(folder).keep("/a", { at: Date.now(), body: 2 });
    await until("the newer one is there", async () => (await lentAnswers(folder).find("/a", 60_000))?.body === 2);
    assert.equal(files().length, 1);
  });

  it("are for this user's eyes only", async () => {
    await keep("/a", 1);
    assert.equal(statSync(files()[0] ?? "").mode & 0o077, 0);
  });

  it("are not lent when they are too old, or from a time to come", async () => {
    await keep("/a", 1);
    tamper((lent) => ({ ...lent, at: Date.now() - 2_000 }));
    assert.equal(await lentAnswers(folder).find("/a", 1_000), undefined);
    assert.equal((await lentAnswers(folder).find("/a", 60_000))?.body, 1);
    tamper((lent) => ({ ...lent, at: Date.now() + 60_000 }));
    assert.equal(await lentAnswers(folder).find("/a", 60_000), undefined);
  });

  for (const nonsense of [{}, { at: "now", path: "/a", body: 1 }, { at: 1, path: "/b", body: 1 }, [], null, "x"]) {
    it(`are not lent when the file says ${JSON.stringify(nonsense)}`, async () => {
      await keep("/a", 1);
      tamper(() => nonsense);
      assert.equal(await lentAnswers(folder).find("/a", Number.POSITIVE_INFINITY), undefined);
    });
  }

  it("are not lent from half a file", async () => {
    await keep("/a", 1);
    writeFileSync(files()[0] ?? "", '{"at":1');
    assert.equal(await lentAnswers(folder).find("/a", 60_000), undefined);
  });

  it("are not read from a file that is far larger than any that is kept", async () => {
    await keep("/a", 1);
    tamper((lent) => ({ ...lent, more: "x".repeat(3_000_000) }));
    assert.equal(await lentAnswers(folder).find("/a", Number.POSITIVE_INFINITY), undefined);
  });

  it("are not kept when they are very large, and nobody is stopped where nothing can be written", async () => {
    lentAnswers(folder).keep("/large", { at: Date.now(), body: "x".repeat(3_000_000) });
    lentAnswers(path.join(folder, "a\0b")).keep("/a", { at: Date.now(), body: 1 });
    await keep("/a", 1);
    assert.equal(files().length, 1);
  });

  it("leave nothing in memory, however many are kept", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const lent = lentAnswers(path.join(folder, "a\0b"));
    const heapAfter = async (count: number) => {
      for (let kept = 0; kept < count; kept++) lent.keep("/a", { at: Date.now(), body: 1 });
      // Waits for all that is being written.
      await lent.forget();
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await heapAfter(1_000);
    const after = await heapAfter(20_000);
    assert.equal(after - before < 1_000_000, true, `${after - before} bytes more`);
  });

  it("go when they are old", async () => {
    await keep("/old", 1);
    const [old = ""] = files();
    const longAgo = new Date(Date.now() - 11 * 60_000);
    utimesSync(old, longAgo, longAgo);
    await keep("/new", 2);
    await until("the old one has gone", async () => !files().includes(old));
    assert.equal(files().length, 1);
  });

  it("go all together when they are to be forgotten", async () => {
    const account = path.join(folder, "account");
    await keep("/a", 1, account);
    await forgetLentAnswers(folder);
    assert.equal(await lentAnswers(account).find("/a", 60_000), undefined);
    assert.throws(() => statSync(folder));
  });
});
