import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds, logScheme } from "../../src/contributions.ts";
import { eventually, folder, linkTo, openScene, type Scene, signIn } from "./scene.ts";

describe("Logs in the editor", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene();
    await signIn(scene);
    await vscode.commands.executeCommand(commandIds.refresh);
  });

  afterEach(async () => {
    await scene.close();
    await vscode.workspace.fs.delete(inFolder("src"), { recursive: true }).then(undefined, () => {});
  });

  const inFolder = (path: string) => vscode.Uri.joinPath(folder().uri, path);
  const write = (path: string, text: string) => vscode.workspace.fs.writeFile(inFolder(path), Buffer.from(text));
  const deployment = (app: string, index = 0) => {
    const found = scene.sandbox.account.app(app).deployments[index];
    if (!found) throw new Error("no deployment");
    return found;
  };
  const open = async (app: string, index = 0, pattern = /Deployment queued/) => {
    const { appId, id } = deployment(app, index);
    await vscode.commands.executeCommand(commandIds.openLog, { appId, deploymentId: id });
    return shown(pattern);
  };
  const editor = () => vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === logScheme);
  const shown = async (pattern: RegExp) => {
    await eventually(() => pattern.test(editor()?.document.getText() ?? ""));
    const found = editor();
    assert.ok(found);
    return found;
  };
  const logRequests = () => scene.sandbox.requests.filter(({ path }) => path.endsWith("/logs"));
  const problems = () =>
    vscode.languages
      .getDiagnostics()
      .flatMap(([uri, all]) =>
        all.map((one) => ({ uri, ...one, message: one.message, range: one.range, source: one.source, code: one.code })),
      );

  it("opens the whole log of a deployment as a read-only document of its own language", async () => {
    const { document } = await open("storefront", 1);
    assert.equal(document.languageId, "log");
    assert.match(
      document.uri.path,
      new RegExp(
        `/Storefront ${deployment("storefront", 1).commitSha?.slice(0, 7)} \\d{4}-\\d\\d-\\d\\d \\d{4}\\.log$`,
      ),
    );
    assert.match(document.getText(), /^\d{4}-\d\d-\d\dT[\d:.]+Z {2}INFO {5}Deployment queued\n/);
    assert.match(document.getText(), /Deployment finished\n$/);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(logScheme), false);
    assert.equal(logRequests().length, 1);
  });

  it("folds by step and lists the steps with their errors", async () => {
    const { document } = await open("checkout-api");
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.ok(
      folds.some(({ start }) =>
        document.lineAt(start).text.includes("Cloning https://github.com/harbor-goods/checkout-api"),
      ),
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["Check out", "Build"],
    );
    const [, build] = symbols;
    assert.ok(build?.children.some(({ name }) => name.includes("npm ci")));
    const names = (all: readonly vscode.DocumentSymbol[]): string[] =>
      all.flatMap(({ name, children }) => [name, ...names(children)]);
    assert.match(names(symbols).join("\n"), /^src\/payments\/refund\.ts:42:17 - error TS2345: /m);
  });

  it("begins with the last errors of a failed deployment", async () => {
    const { document } = await open("checkout-api");
    assert.match(
      document.getText(),
      /^Failed: Refund to the gift card .*\nLast errors:\n {2}src\/payments\/refund\.ts:42:17 - error TS2345/,
    );
    await eventually(() => editor()?.selection.active.line === 0);
  });

  it("links to the files of the workspace that it names, and to no others", async () => {
    await write("src/payments/refund.ts", "x\n".repeat(60));
    const app = deployment("checkout-api");
    app.failure = [
      "error: /app/src/payments/refund.ts:3:2 bad",
      "error: ../../etc/passwd:1:1 bad",
      "error: /etc/passwd:1 bad",
      "error: src/payments/none.ts:1",
    ];
    const { document } = await open("checkout-api");
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      document.uri,
    );
    const targets = links.map(({ target }) => target?.toString(true)).filter((target) => target?.startsWith("file"));
    assert.deepEqual([...new Set(targets)], [`${inFolder("src/payments/refund.ts").toString(true)}#L3,2`]);
  });

  it("publishes the errors of a failed deployment where the file is, until a later one succeeds", async () => {
    await write("src/payments/refund.ts", "x\n".repeat(60));
    await open("checkout-api");
    await eventually(() => problems().length > 0);
    const [problem] = problems();
    assert.equal(problem?.uri.toString(), inFolder("src/payments/refund.ts").toString());
    assert.equal(problem?.source, "Sevalla");
    assert.deepEqual([problem?.range.start.line, problem?.range.start.character], [41, 16]);
    assert.match(problem?.message ?? "", /^error TS2345: Argument of type/);
    assert.equal(problems().length, 1);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    assert.equal(problems().length, 1);
    const { appId } = deployment("checkout-api");
    const newest = deployment("checkout-api", 1);
    scene.sandbox.account.app("checkout-api").deployments.unshift({
      ...newest,
      id: "00000000-0000-4000-8000-000000000001",
      createdAt: Date.now() - 1_000,
      life: { waitingMs: 0, buildMs: 0, rolloutMs: 0 },
    });
    await linkTo(appId);
    await vscode.commands.executeCommand(commandIds.refresh);
    await eventually(() => problems().length === 0);
  });

  it("publishes the errors of a deployment that fails while the linked app is watched, without its log being open", async () => {
    await write("src/catalogue/lowestPrice.ts", "x\n".repeat(60));
    const app = scene.sandbox.account.app("storefront");
    await linkTo(app.id);
    const life = { waitingMs: 0, buildMs: 2_000, rolloutMs: 0 };
    const failed = app.deployments[4];
    assert.ok(failed);
    app.deployments.unshift({ ...failed, id: "00000000-0000-4000-8000-000000000003", createdAt: Date.now(), life });
    await vscode.commands.executeCommand(commandIds.refresh);
    assert.equal(logRequests().length, 0);
    await eventually(() => problems().length > 0);
    assert.match(problems()[0]?.message ?? "", /^error TS2339: Property 'history' does not exist on type 'Price'\./);
    assert.equal(logRequests().length, 1);
  });

  it("publishes the errors of a failed deployment whose details are opened", async () => {
    await write("src/payments/refund.ts", "x\n".repeat(60));
    const { appId, id } = deployment("checkout-api");
    await vscode.commands.executeCommand(commandIds.openDeployment, { appId, deploymentId: id });
    await eventually(() => problems().length === 1);
  });

  it("publishes nothing of a failure that has been mended since", async () => {
    await write("src/catalogue/lowestPrice.ts", "x\n".repeat(60));
    await linkTo(deployment("storefront").appId);
    await vscode.commands.executeCommand(commandIds.refresh);
    await open("storefront", 4);
    assert.deepEqual(problems(), []);
  });

  it("clears the log and the problems on signing out, and reads again on signing in", async () => {
    await write("src/payments/refund.ts", "x\n".repeat(60));
    await open("checkout-api");
    await eventually(() => problems().length === 1);
    await vscode.commands.executeCommand(commandIds.signOut);
    const { document } = await shown(/^You are signed out of Sevalla\./);
    assert.doesNotMatch(document.getText(), /refund/);
    assert.deepEqual(problems(), []);
    await signIn(scene);
    await shown(/Deployment queued/);
  });

  it("says why a log cannot be read and what to do, and reads it when it is opened again", async () => {
    const mend = scene.sandbox.fault({ path: /logs$/ }, { kind: "status", status: 403 });
    await open("storefront", 1, /The log could not be read\. .*permission.*\nOpen it again to retry\./);
    mend();
    await open("storefront", 1);
  });

  it("says that there is nothing in a log", async () => {
    scene.sandbox.fault({ path: /logs$/ }, { kind: "malformed", mutate: () => [] });
    await open("storefront", 1, /^This deployment has no log\.\n$/);
  });

  it("shows what the app has logged in the last hour, and goes on from there", async () => {
    const { appId } = deployment("storefront");
    await vscode.commands.executeCommand(commandIds.openRuntimeLog, { appId });
    const { document } = await shown(/GET \/products\/harbor-lamp/);
    assert.match(document.uri.path, /\/Storefront runtime\.log$/);
    assert.ok(document.lineCount > 90, `${document.lineCount} lines`);
    const [asked] = scene.sandbox.requests.filter(({ path }) => path.endsWith("/runtime-logs"));
    assert.ok(asked);
  });

  it("asks which app's runtime log where none is linked", async () => {
    scene.user.picks("Storefront");
    await vscode.commands.executeCommand(commandIds.openRuntimeLog);
    await shown(/GET \//);
  });

  it("saves what it shows to the place that the user chooses", async () => {
    const { document } = await open("storefront", 1);
    const target = inFolder("src/saved.log");
    scene.user.savesTo(target);
    await vscode.commands.executeCommand(commandIds.saveLog, document.uri);
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(target)).toString(), document.getText());
  });

  it("says that the log was not saved", async () => {
    const { document } = await open("storefront", 1);
    scene.user.savesTo(document.uri);
    await vscode.commands.executeCommand(commandIds.saveLog);
    await scene.user.hears(/^The log was not saved: .* Choose another place\.$/);
  });

  it("saves nothing when the user gives up", async () => {
    const { document } = await open("storefront", 1);
    await vscode.commands.executeCommand(commandIds.saveLog, document.uri);
    assert.deepEqual(scene.user.told, []);
  });

  it("gives nothing out for an address that is no log", async () => {
    const { appId, id } = deployment("storefront");
    for (const [path, query] of [
      ["/", `${appId}/${id}`],
      ["/a.log", ""],
      ["/a.log", "x"],
      ["/a.log", `${appId}/../x`],
      ["/a.txt", appId],
    ] as const) {
      const uri = vscode.Uri.from({ scheme: logScheme, path, query });
      await assert.rejects(async () => vscode.workspace.fs.readFile(uri));
    }
    assert.equal(logRequests().length, 0);
  });

  it("keeps nothing of what is only asked for by its size, and answers so many at a time", async () => {
    const { appId } = deployment("storefront");
    const stat = (index: number) => {
      const query = `${appId}/${randomUUID()}`;
      return vscode.workspace.fs.stat(vscode.Uri.from({ scheme: logScheme, path: `/${index}.log`, query }));
    };
    scene.sandbox.fault({ path: /deployments\// }, { kind: "status", status: 404 });
    const all = await Promise.allSettled(Array.from({ length: 250 }, (_, index) => stat(index)));
    const answered = all.filter(({ status }) => status === "fulfilled").length;
    assert.ok(answered > 0 && answered <= 200, String(answered));
    await eventually(async () => (await Promise.allSettled([stat(0)]))[0]?.status === "fulfilled");
  });
});
