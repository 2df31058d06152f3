import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { inert } from "../../src/present/format.ts";
import type { SandboxApp } from "../sandbox/app.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { countPosts, openStage, type Stage, type StageOptions, signIn } from "./stage.ts";

/** Somewhere that nothing may ever be sent to. */
class Elsewhere {
  readonly asked: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`);
      response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify({ data: [], total: 0, is_valid: true }));
    });
  }

  get url(): string {
    const address = this.#server.address();
    return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** What VS Code could make an icon, a picture, a link to a command or another order of. */
const hostile = "[x](command:workbench.action.terminal.new) $(squirrel) <img src=x> &lt;b&gt; \u202Egnp";
/** How it is shown, once what keeps VS Code from that is left out. */
const shown = hostile.replace("\u202E", "⟨U+202E⟩");

/** Has an app of Sevalla say so wherever it can. */
function spoil(app: SandboxApp): void {
  Object.assign(app, { displayName: hostile, domains: [], defaultBranch: hostile });
  app.processes.push({ ...job, displayName: hostile });
  app.envVars.push({ key: hostile, value: "", isRuntime: true, isBuildtime: true, updatedAt: Date.now() });
  for (const [index, deployment] of app.deployments.entries()) {
    const commitMessage = `${index} ${hostile}\n\n${"long ".repeat(2_000)}`;
    Object.assign(deployment, { commitMessage, branch: hostile, authorLogin: hostile, trigger: hostile });
  }
}

const job = {
  ...{ key: "job", type: "job", entrypoint: "", port: null, schedule: null },
  jobStartPolicy: "beforeDeployment",
};

/** A folder that tries whatever a repository can bring along. Programs in it would leave files named "ran". */
function prepareHostileFolder(folder: string, elsewhere: string, { account }: Sandbox): void {
  const appId = account.app("storefront").id;
  const mark = (by = "") => `touch ${path.join(folder, `ran${by}`)}`;
  const write = (name: string, content: unknown) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  };
  write(".vscode/settings.json", {
    "sevalla.app": appId,
    "sevalla.apps": {
      "(a+)+$": appId,
      api: account.app("checkout-api").id,
      "[": 7,
      "": null,
      "../../**": appId,
      "\u202E$(x)": "[x](command:sevalla.rollBack)",
    },
    "sevalla.apiUrl": `${elsewhere}/v3`,
    "sevalla.details.authorPictures": true,
    "sevalla.rollback.protectedApps": [],
    "sevalla.rollback.riskPatterns": ["(a+)+$", "[", "!**"],
    "http.proxy": elsewhere,
    "task.allowAutomaticTasks": "on",
  });
  const task = { label: "x", type: "shell", command: mark(), runOptions: { runOn: "folderOpen" } };
  const commands = ["resumeAutoDeploy", "pauseAutoDeploy", "rollBack"].map((name) => ({
    ...{ label: `do ${name}`, type: "shell", command: `echo \${command:sevalla.${name}}`, problemMatcher: [] },
  }));
  write(".vscode/tasks.json", { version: "2.0.0", tasks: [task, ...commands] });
  const launch = { name: "x", type: "node", request: "launch", program: `$\{command:sevalla.rollBack}` };
  write(".vscode/launch.json", { version: "0.2.0", configurations: [launch] });
  symlinkSync("/etc", path.join(folder, "api"));
  write(".env", `SEVALLA_API_TOKEN=svl_planted\nSEVALLA_API_URL=${elsewhere}\nHTTPS_PROXY=${elsewhere}\n`);
  write(".npmrc", `proxy=${elsewhere}\n`);
  write("$(sync~spin) [x](command:sevalla.rollBack) \u202Eevil.md", "[Roll back](command:sevalla.rollBack)");
  execFileSync("git", ["init", "-q", folder]);
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git(
    "-c",
    "user.name=[x](command:y)",
    "-c",
    "user.email=x@y",
    "commit",
    "-q",
    "--allow-empty",
    "-m",
    "$(x) <img src=x>",
  );
  git("remote", "add", "origin", `ext::sh -c "${mark("-helper")}"`);
  git("remote", "add", "shop", account.app("checkout-api").repoUrl ?? "");
  git("branch", "$(squirrel)");
  for (const key of programs) git("config", key, mark(`-${key}`));
  git("config", "credential.helper", `!${mark("-credential")}`);
  git("config", "protocol.ext.allow", "always");
  git("config", `url.${elsewhere}/.insteadOf`, "https://github.com/");
}

/** Settings of Git that name programs. The first is run by VS Code itself, in a folder that is trusted. */
const programs = [
  "core.fsmonitor",
  "core.sshCommand",
  "core.pager",
  "core.editor",
  "diff.external",
  "diff.x.textconv",
  "filter.x.smudge",
  "filter.x.clean",
  "gpg.program",
  "remote.shop.uploadpack",
];

/** What a task of the folder that runs one of our commands has to lead to. */
const questions = [
  ["resumeAutoDeploy", /^Resume the auto-deploy of Storefront\?$/],
  ["pauseAutoDeploy", /^Pause the auto-deploy of Storefront\?$/],
] as const;

function hostileWorkspace(elsewhere: string): StageOptions {
  const workspaceSettings = {
    ...{ "sevalla.apiUrl": `${elsewhere}/v3`, "http.proxy": elsewhere, "sevalla.details.authorPictures": true },
    "sevalla.rollback.protectedApps": ["!*"],
  };
  return { workspaceFolders: [{ path: "storefront", name: `storefront ${hostile}` }], workspaceSettings };
}

for (const isTrusted of [false, true]) {
  describe(`A hostile folder that the user ${isTrusted ? "trusts" : "does not trust"}`, () => {
    const elsewhere = new Elsewhere();
    let stage: Stage;

    before(async () => {
      await elsewhere.open();
      stage = await openStage({
        signedIn: false,
        isTrusted,
        git: true,
        settings: { "sevalla.rollback.protectedApps": ["*squirrel*"] },
        // What it says as a folder is what it says as a workspace, and no more.
        ...(isTrusted ? hostileWorkspace(elsewhere.url) : {}),
        prepare(folder, sandbox) {
          prepareHostileFolder(folder, elsewhere.url, sandbox);
          spoil(sandbox.account.app("checkout-api"));
        },
      });
      await signIn(stage.workbench, stage.sandbox.keys.valid);
    });

    after(async () => {
      await stage.close();
      elsewhere.close();
    });

    it("does not decide where the API key goes", async () => {
      await stage.workbench.runCommand("Sevalla: Refresh");
      await stage.workbench.treeRow("Storefront").waitFor();
      assert.equal(stage.sandbox.requests.length > 0, true);
      assert.deepEqual(elsewhere.asked, []);
    });

    it(`${isTrusted ? "links itself, which is said" : "does not link itself"}, and rolls nothing back`, async () => {
      const { workbench } = stage;
      if (isTrusted) await workbench.statusItem().waitForText(/Storefront: live/);
      else assert.equal(await workbench.statusItem().locator.count(), 0);
      assert.equal(countPosts(stage.sandbox), 0);
    });

    it("runs nothing of its own, also when its app is looked at", async () => {
      const { workbench } = stage;
      await workbench.expand(workbench.treeRow("Storefront"));
      await workbench.treeRow("Split the cart into parcels").first().click();
      const panel = workbench.webviewPanel();
      await panel.getByRole("heading", { name: "Split the cart into parcels" }).waitFor();
      assert.equal(await panel.locator("img").count(), 0);
      assert.deepEqual(ran(), []);
      assert.deepEqual(elsewhere.asked, []);
      assert.equal(countPosts(stage.sandbox), 0);
    });

    /** What was run, save what VS Code runs itself. */
    function ran(): readonly string[] {
      const own = isTrusted ? ["ran-core.fsmonitor"] : [];
      return readdirSync(stage.folder).filter((name) => name.startsWith("ran") && !own.includes(name));
    }

    for (const [name, question] of isTrusted ? questions : []) {
      it(`is asked before its task changes anything with ${name}`, async () => {
        const { workbench, sandbox } = stage;
        await workbench.runCommand("Tasks: Run Task");
        await (await workbench.quickPick()).choose(`do ${name}`);
        await (await workbench.quickPick()).choose(inert(`storefront ${shown}`));
        const dialog = await workbench.dialog();
        assert.match(dialog.message, question);
        await dialog.dismiss();
        assert.deepEqual([...new Set(sandbox.requests.map(({ method }) => method))], ["GET"]);
      });
    }

    if (isTrusted) {
      /** What VS Code has made of the text, wherever it is shown. */
      const made = () =>
        stage.workbench.page.evaluate(() => {
          const suspects = document.querySelectorAll(
            ".codicon-squirrel, img[src='x'], a[href*='command:workbench'], a[data-href*='command:workbench']",
          );
          return [...suspects].map(({ outerHTML }) => outerHTML);
        });
      /** Without what keeps it as it is. */
      const visibly = (text: string) => text.replaceAll("\u200b", "").replaceAll("\u00a0", " ");

      it("has its words, and those of Sevalla's answers, shown as they are in rows, hovers and the status bar", async () => {
        const { workbench } = stage;
        const row = workbench.treeRow(/squirrel/).first();
        assert.equal(await row.locator(".label-name").innerText(), shown);
        await row.hover();
        const hover = workbench.page.locator(".monaco-hover", { hasText: "squirrel" });
        await hover.first().waitFor();
        assert.equal(visibly(await hover.first().innerText()).split("\n")[0], `App: ${shown}`);
        await workbench.expand(row);
        await workbench
          .treeRow(/^0 .*squirrel/)
          .first()
          .click();
        await workbench.statusItem().waitForText(/squirrel/);
        assert.ok(visibly(await workbench.statusItem().text()).startsWith(shown));
        await workbench.statusItem().locator.hover();
        await hover.filter({ hasText: "Click to see" }).waitFor();
        await stage.picture("hostile-status");
        assert.deepEqual(await made(), []);
        await workbench.closeEditors();
      });

      it("has them shown as they are in lists, questions, inputs and notifications", async () => {
        const { workbench } = stage;
        const app = workbench.treeRow(/^\[x\].*squirrel/).first();
        await workbench.contextMenu(app, "Open app in browser");
        const toast = await workbench.toast(/has no domain to open/);
        assert.ok(visibly(await toast.text()).startsWith(shown));
        assert.deepEqual(await made(), []);
        await workbench.contextMenu(app, "Roll back");
        const dialog = await workbench.dialog();
        assert.equal(visibly(dialog.message), `Roll back ${shown}?`);
        assert.match(dialog.detail, /Its commits are not in your clone\./);
        await stage.picture("hostile-question");
        assert.deepEqual(await made(), []);
        await dialog.press("Roll back");
        const input = await workbench.inputBox();
        await input.type("Storefront");
        assert.ok(visibly(await input.validationMessage()).startsWith(`That is not "${shown}".`));
        assert.deepEqual(await made(), []);
        await input.dismiss();
        assert.equal(countPosts(stage.sandbox), 0);
        assert.deepEqual(ran(), []);
        assert.deepEqual(elsewhere.asked, []);
      });

      it("is told that what it debugs with, which VS Code hands to the command, is nothing to roll back", async () => {
        const { workbench, sandbox } = stage;
        await workbench.runCommand("Debug: Start Debugging");
        const toast = await workbench.toast("That is not an app or a deployment of Sevalla.");
        await toast.dismiss();
        assert.equal(countPosts(sandbox), 0);
      });

      it("is told that its task, which VS Code hands to the command, is nothing that can be rolled back", async () => {
        const { workbench, sandbox } = stage;
        await workbench.runCommand("Tasks: Run Task");
        await (await workbench.quickPick()).choose("do rollBack");
        const toast = await workbench.toast("That is not an app or a deployment of Sevalla.");
        assert.match(await toast.text(), /Nothing was rolled back\.$/);
        assert.deepEqual([...new Set(sandbox.requests.map(({ method }) => method))], ["GET"]);
      });
    }
  });
}
