import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { defaultTarget, liveDeployment } from "../sandbox/life.ts";
import { GitRepository } from "../support/gitRepository.ts";
import { gitApi } from "./gitHost.ts";
import { folder, linkTo, openScene, type Scene, signIn } from "./scene.ts";

export const repoUrl = "https://github.com/harbor-goods/storefront";

/** Of the question, when there is nothing to fetch. */
export const usualButtons = ["Roll back", "Roll back and pause auto-deploy", "Preview…", "Choose another deployment…"];

/** A scene with the storefront linked, whose commits are in repositories that a test makes. */
export interface GitScene extends Scene {
  readonly shopId: string;
  /** Which deployment a rollback goes back to. */
  readonly targetId: string | undefined;
  /** A place for a repository in the workspace. */
  inWorkspace(name: string): string;
  /** A place for a repository outside of it. */
  inOther(name: string): string;
  /** A repository in the workspace, with the app's as its remote. */
  create(name: string, remote?: string): GitRepository;
  /** Opens a repository in VS Code. */
  open(repository: GitRepository): Promise<void>;
  /** Has Sevalla say that these commits are live and the target. */
  deploy(live: string | undefined, target: string | undefined, url?: string): void;
  /** What stands in the question before a rollback, which is then left. */
  question(): Promise<string>;
}

const remoteUrl = "git@github.com:harbor-goods/storefront.git";

export async function openGitScene(): Promise<GitScene> {
  const scene = await openScene();
  const mark = randomUUID().slice(0, 8);
  const opened: GitRepository[] = [];
  const shop = scene.sandbox.account.app("storefront");
  await signIn(scene);
  await linkTo(shop.id);
  await vscode.commands.executeCommand(commandIds.refresh);
  const inWorkspace = (name: string) => path.join(folder().uri.fsPath, `${name}-${mark}`);
  return {
    ...scene,
    shopId: shop.id,
    targetId: defaultTarget(shop, Date.now())?.id,
    inWorkspace,
    // The run makes the folder around the workspace, and removes it.
    inOther: (name) => path.join(folder().uri.fsPath, "../elsewhere", `${name}-${mark}`),
    create(name, remote = remoteUrl) {
      const repository = GitRepository.create(inWorkspace(name));
      repository.git("remote", "add", "origin", remote);
      return repository;
    },
    async open(repository) {
      opened.push(repository);
      const api = await gitApi();
      assert.ok(await api.openRepository(vscode.Uri.file(repository.dir)), "VS Code did not open the repository");
    },
    deploy(live, target, url = repoUrl) {
      for (const [deployment, sha] of [
        [liveDeployment(shop, Date.now()), live],
        [defaultTarget(shop, Date.now()), target],
      ] as const) {
        if (!deployment) throw new Error("no deployment");
        Object.assign(deployment, { commitSha: sha ?? null, repoUrl: url });
      }
    },
    async question() {
      const before = scene.user.told.length;
      await vscode.commands.executeCommand(commandIds.rollBack);
      return scene.user.told[before]?.detail ?? "";
    },
    async close() {
      // They stay on disk as long as VS Code runs: it looks into them once more after they are closed.
      for (const { dir } of opened) await vscode.commands.executeCommand("git.close", vscode.Uri.file(dir));
      await scene.close();
    },
  };
}

/** Gives a clone the app's repository as its remote, reached through a program of the test's own in place of SSH. */
export function reachBySsh(clone: GitRepository, program: string): void {
  const script = path.join(clone.dir, ".git/ssh.sh");
  writeFileSync(script, `${program}\n`);
  clone.git("remote", "set-url", "origin", remoteUrl);
  clone.git("config", "core.sshCommand", `sh '${script}'`);
  clone.git("config", "ssh.variant", "simple");
}
