import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { windowLock } from "../../../src/workspace/windowLock.ts";
import { appId, hour, minute } from "../../support/builders.ts";

const shop = appId("shop");

describe("The lock between windows", () => {
  let folder: string;

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(os.tmpdir(), "locks-")), "storage");
  });

  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  const file = () => path.join(folder, `${shop}.lock`);
  const take = () => windowLock(folder)(shop);

  /** A lock file that was last touched so long ago. */
  async function leftBehind(ageMs: number): Promise<void> {
    await (await take())?.();
    await writeFile(file(), "another window");
    const at = new Date(Date.now() - ageMs);
    await utimes(file(), at, at);
  }

  it("is given to one window, and to the next when that lets go", async () => {
    const letGo = await take();
    assert.notEqual(letGo, undefined);
    assert.equal(await take(), undefined);
    await letGo?.();
    assert.deepEqual(await readdir(folder), []);
    assert.notEqual(await take(), undefined);
  });

  it("is one for each app", async () => {
    await take();
    assert.notEqual(await windowLock(folder)(appId("blog")), undefined);
  });

  it("is given to one of many that ask at once", async () => {
    const given = await Promise.all(Array.from({ length: 20 }, take));
    assert.equal(given.filter((one) => one !== undefined).length, 1);
  });

  it("is taken from a window that has crashed, by one of many that ask at once", async () => {
    // Often, because it depends on who comes between whose look and deed.
    for (let round = 0; round < 150; round++) {
      await leftBehind(3 * minute);
      const given = await Promise.all(Array.from({ length: 20 }, take));
      const letGo = given.filter((one) => one !== undefined);
      assert.equal(letGo.length, 1);
      assert.deepEqual(await readdir(folder), [path.basename(file())]);
      await letGo[0]?.();
    }
  });

  it("is not taken where another window was faster, however late that is seen", async () => {
    await leftBehind(3 * minute);
    const taking = take();
    while (!existsSync(`${file()}.turn`)) await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(file(), "another window");
    assert.equal(await taking, undefined);
    assert.equal(await readFile(file(), "utf8"), "another window");
  });

  it("is taken also where a window has crashed while it took over", async () => {
    await leftBehind(3 * minute);
    await writeFile(`${file()}.turn`, "");
    assert.equal(await take(), undefined);
    const old = new Date(Date.now() - 3 * minute);
    await utimes(`${file()}.turn`, old, old);
    assert.notEqual(await take(), undefined);
    assert.deepEqual(await readdir(folder), [path.basename(file())]);
  });

  it("is not taken from a window that has shown signs of life in the last two minutes", async () => {
    await leftBehind(1.9 * minute);
    assert.equal(await take(), undefined);
    assert.equal(await readFile(file(), "utf8"), "another window");
  });

  it("is taken from a window that crashed before the clock was set back", async () => {
    await leftBehind(-hour);
    assert.notEqual(await take(), undefined);
  });

  it("is not let go of for the window that has taken it over", async () => {
    const letGo = await take();
    await leftBehind(0);
    await letGo?.();
    assert.equal(await readFile(file(), "utf8"), "another window");
  });

  it("shows signs of life as long as it is held, and no longer", async () => {
    const signs = new Map<unknown, () => void>();
    const { setInterval: real, clearInterval: realClear } = globalThis;
    const replace = (set: unknown, clear: unknown) => {
      Object.defineProperty(globalThis, "setInterval", { value: set, configurable: true, writable: true });
      Object.defineProperty(globalThis, "clearInterval", { value: clear, configurable: true, writable: true });
    };
    const noted = (sign: () => void, ms: number) => {
      const timer = real(() => {}, hour);
      if (ms < 2 * minute) signs.set(timer, sign);
      return timer;
    };
    const forgotten = (timer: NodeJS.Timeout) => {
      signs.delete(timer);
      realClear(timer);
    };
    replace(noted, forgotten);
    try {
      const letGo = await take();
      const old = new Date(Date.now() - hour);
      await utimes(file(), old, old);
      for (const sign of signs.values()) sign();
      while (Date.now() - (await stat(file())).mtimeMs > minute) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.equal(await take(), undefined);
      await letGo?.();
      assert.equal(signs.size, 0);
    } finally {
      replace(real, realClear);
    }
  });

  it("keeps nobody from anything where no file can be made", async () => {
    await writeFile(folder, "in the way");
    const given = await Promise.all([take(), take()]);
    assert.equal(given.includes(undefined), false);
    for (const letGo of given) await letGo?.();
    assert.equal(await readFile(folder, "utf8"), "in the way");
  });

  it("is let go of without trouble when its file has gone", async () => {
    const letGo = await take();
    await rm(folder, { recursive: true });
    await letGo?.();
  });
});
