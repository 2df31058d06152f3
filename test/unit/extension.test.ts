import assert from "node:assert/strict";
import { createRequire, Module } from "node:module";
import path from "node:path";
import { commandIds } from "../../src/contributions.ts";
import { projectRoot } from "../host/projectRoot.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { type FakeContext, fakeVsCode } from "../support/fakeVsCode.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("The extension as it is built", () => {
  let sandbox: Sandbox | undefined;
  const vscode = fakeVsCode({
    address: () => sandbox?.url ?? "https://api.sevalla.test/v3",
    secret: (name) => (sandbox && name === `sevalla.token@${sandbox.url}` ? sandbox.keys.valid : undefined),
  });
  const load: unknown = Reflect.get(Module, "_load");
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  let activate: (context: FakeContext) => unknown = () => undefined;
  let context: FakeContext;

  before(() => {
    assert.ok(typeof load === "function");
    Reflect.set(Module, "_load", (request: string, ...others: readonly unknown[]): unknown =>
      request === "vscode" ? vscode.api : Reflect.apply(load, Module, [request, ...others]),
    );
    ({ activate } = createRequire(import.meta.url)(path.join(projectRoot, "dist/extension.js")));
    process.on("unhandledRejection", note);
  });
  after(() => {
    Reflect.set(Module, "_load", load);
    process.off("unhandledRejection", note);
  });

  beforeEach(() => {
    context = vscode.context();
    assert.equal(activate(context), undefined);
  });
  afterEach(async () => {
    end();
    const left = [...vscode.held];
    await turn();
    await turn();
    assert.deepEqual([left, [...vscode.held], unhandled], [[], [], []]);
  });

  /** As VS Code does. */
  function end(): void {
    for (const one of context.subscriptions.splice(0)) one.dispose();
  }

  /** Runs a command that needs nothing but the extension's parts. */
  const showLog = () => vscode.commands.get(commandIds.showLog)?.();
  const timesShown = () => vscode.called.filter((what) => what === "window.createOutputChannel Sevalla.show").length;
  const isHeld = (what: string) => [...vscode.held].some((one) => one.startsWith(what));

  it("leaves nothing when it ends in the turn in which it was activated", () => {
    assert.ok(isHeld("window.createTreeView"));
    assert.ok(isHeld("workspace.registerFileSystemProvider"));
  });

  it("leaves nothing when it ends while what stands behind it is being loaded, and does not do what it was told", async () => {
    const before = timesShown();
    const shown = showLog();
    end();
    await assert.rejects(async () => shown, /abort/i);
    assert.equal(timesShown(), before);
  });

  it("leaves nothing when it ends while it reads its settings", async () => {
    await turn();
    assert.ok(isHeld("window.createOutputChannel"));
    assert.equal(isHeld("authentication"), false);
  });

  it("does what it is told in the turn in which it was activated", async () => {
    const before = timesShown();
    await showLog();
    assert.equal(timesShown(), before + 1);
  });

  it("begins by itself, and leaves nothing of that either", async () => {
    while (!isHeld("authentication.registerAuthenticationProvider")) await turn();
    assert.ok(isHeld("secrets.onDidChange"));
  });

  it("leaves no timer and no connection when it ends while nobody answers its requests", async () => {
    const census = () =>
      process.getActiveResourcesInfo().filter((name) => /^(?:Timeout|TCPSocketWrap)$/.test(name)).length;
    end();
    sandbox = await startSandbox();
    try {
      const atRest = census();
      sandbox.fault({}, { kind: "hold", until: new Promise(() => {}) });
      context = vscode.context();
      activate(context);
      while (sandbox.requests.length === 0) await turn();
      assert.equal(census() > atRest, true);
      end();
      // The test's time limit ends a wait in vain.
      while (census() > atRest) await turn();
    } finally {
      await sandbox.close();
      sandbox = undefined;
    }
  });
});
