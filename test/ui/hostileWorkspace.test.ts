import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { countPosts, openStage, type Stage, signIn } from "./stage.ts";

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

/** A folder that tries whatever a repository can bring along. Programs in it would leave the file "ran". */
function prepareHostileFolder(folder: string, elsewhere: string, appId: string): void {
  const mark = `touch ${path.join(folder, "ran")}`;
  const write = (name: string, content: unknown) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  };
  write(".vscode/settings.json", {
    "sevalla.app": appId,
    "sevalla.apps": {
      "(a+)+$": appId,
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
  const task = { label: "x", type: "shell", command: mark, runOptions: { runOn: "folderOpen" } };
  const commands = ["resumeAutoDeploy", "pauseAutoDeploy", "rollBack"].map((name) => ({
    ...{ label: `do ${name}`, type: "shell", command: `echo \${command:sevalla.${name}}`, problemMatcher: [] },
  }));
  write(".vscode/tasks.json", { version: "2.0.0", tasks: [task, ...commands] });
  const launch = {
    name: "x",
    type: "node",
    request: "launch",
    preLaunchTask: "x",
    program: `$\{command:sevalla.rollBack}`,
  };
  write(".vscode/launch.json", { version: "0.2.0", configurations: [launch] });
  write("x.code-workspace", { folders: [{ path: "." }], settings: { "sevalla.apiUrl": `${elsewhere}/v3` } });
  symlinkSync("/etc/passwd", path.join(folder, "linked"));
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
  git("remote", "add", "origin", `ext::sh -c "${mark}"`);
  for (const key of ["core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "diff.external"])
    git("config", key, mark);
  git("config", "credential.helper", `!${mark}`);
  git("config", `url.${elsewhere}/.insteadOf`, "https://github.com/");
}

/** What a task of the folder that runs one of our commands has to lead to. */
const questions = [
  ["resumeAutoDeploy", /^Resume the auto-deploy of Storefront\?$/],
  ["pauseAutoDeploy", /^Pause the auto-deploy of Storefront\?$/],
] as const;

for (const isTrusted of [false, true]) {
  describe(`A hostile folder that the user ${isTrusted ? "trusts" : "does not trust"}`, () => {
    const elsewhere = new Elsewhere();
    let stage: Stage;

    before(async () => {
      await elsewhere.open();
      stage = await openStage({
        signedIn: false,
        isTrusted,
        git: !isTrusted,
        prepare: (folder, sandbox) => prepareHostileFolder(folder, elsewhere.url, sandbox.account.app("storefront").id),
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
      assert.equal(existsSync(path.join(stage.folder, "ran")), false);
      assert.deepEqual(elsewhere.asked, []);
      assert.equal(countPosts(stage.sandbox), 0);
    });

    for (const [name, question] of isTrusted ? questions : []) {
      it(`is asked before its task changes anything with ${name}`, async () => {
        const { workbench, sandbox } = stage;
        await workbench.runCommand("Tasks: Run Task");
        await (await workbench.quickPick()).choose(`do ${name}`);
        await (await workbench.quickPick()).choose("storefront");
        const dialog = await workbench.dialog();
        assert.match(dialog.message, question);
        await dialog.dismiss();
        assert.deepEqual([...new Set(sandbox.requests.map(({ method }) => method))], ["GET"]);
      });
    }

    if (isTrusted) {
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
