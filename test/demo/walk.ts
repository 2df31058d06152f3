import { mkdirSync } from "node:fs";
import path from "node:path";
import { defaultTarget, liveDeployment } from "../sandbox/life.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { openWorkbench, type Workbench } from "../ui/workbench.ts";
import { demoFolder, type Stage } from "./stage.ts";

/**
 * The whole job as a person does it, from signing in to signing out, with a line and a picture for each step.
 * @returns whether the sandbox has the rollback that was asked for, finished and live
 */
export async function walk({ sandbox, folder, vsix, settings }: Stage): Promise<boolean> {
  mkdirSync(demoFolder, { recursive: true });
  const before = standing(sandbox);
  const workbench = await openWorkbench({ folder, vsix, settings, git: true });
  const step = stepPrinter(workbench);
  try {
    await workbench.activity();
    // VS Code shows the same words before the extension has started; a command of it waits for that.
    await workbench.runCommand("Sevalla: Sign in");
    await workbench.quickPick();
    await workbench.clear();
    await workbench.waitForWelcome("Sign in to see what is live");
    await workbench.waitUntilIdle();
    await step("VS Code is open, signed out");
    await signIn(workbench, sandbox.keys.valid);
    await workbench.treeRow("Storefront").waitFor();
    await step("Signed in: the Apps view lists the account's apps");
    const suggestion = await workbench.toast("looks like Storefront");
    await step(`Suggested: ${await suggestion.text()}`);
    await suggestion.press("Link");
    await workbench.statusItem().waitForText("live");
    await workbench.expand(workbench.treeRow("Storefront"));
    await workbench.waitForRows("the app is shown as linked", (rows) =>
      rows.some(({ description }) => description.startsWith("linked · live")),
    );
    await step(`Linked: the status bar says "${await workbench.statusItem().text()}"`);
    await workbench.runCommand("Sevalla: Roll back");
    const dialog = await workbench.dialog();
    await step(`Asked: ${dialog.message} ${dialog.detail.replace(/\s+/g, " ")}`);
    await dialog.press("Roll back");
    await workbench.toast(/Rolling back Storefront to .*: (waiting to start|rolling out)/);
    await step("Confirmed: the rollback is under way");
    const result = await workbench.toast("is rolled back");
    await step(`Finished: ${await result.text()}`);
    await result.press("View details");
    await workbench.webviewPanel().getByText("Live", { exact: true }).waitFor();
    await step("Details: the panel shows the rollback as live");
    await workbench.runCommand("Sevalla: Sign out");
    await workbench.waitForWelcome("Sign in to see what is live");
    await step("Signed out: nothing of the account is left on screen");
  } catch (error) {
    await workbench.screenshot(path.join(demoFolder, "failure.png"));
    console.error(error);
    return false;
  } finally {
    await workbench.close();
  }
  return isRolledBack(sandbox, before);
}

function stepPrinter(workbench: Workbench): (what: string) => Promise<void> {
  let number = 0;
  return async (what) => {
    number++;
    await workbench.screenshot(path.join(demoFolder, `${number}.png`));
    console.log(`${number}. ${what}`);
  };
}

async function signIn(workbench: Workbench, key: string): Promise<void> {
  await workbench.runCommand("Sevalla: Sign in");
  await (await workbench.quickPick()).choose("Paste an API key");
  const input = await workbench.inputBox();
  await input.type(key);
  await input.accept();
  await input.waitUntilClosed();
}

/** What is live in the sandbox, and what a rollback should go back to. */
function standing(sandbox: Sandbox) {
  const app = sandbox.account.app("storefront");
  const live = liveDeployment(app, Date.now());
  const previous = defaultTarget(app, Date.now());
  if (!live || !previous) throw new Error("The sandbox's storefront has nothing to roll back.");
  return { live, previous };
}

function isRolledBack(sandbox: Sandbox, { live, previous }: ReturnType<typeof standing>): boolean {
  const app = sandbox.account.app("storefront");
  const now = liveDeployment(app, Date.now());
  const posts = sandbox.requests.filter(({ method }) => method === "POST");
  const isDone = now?.trigger === "ROLLBACK_DEPLOYMENT" && now.id !== live.id && now.image === previous.image;
  console.log(
    isDone && posts.length === 1
      ? `The sandbox runs ${now.image} again, after one POST.`
      : `The sandbox was not rolled back as expected: it runs ${now?.image} after ${posts.length} POSTs.`,
  );
  return isDone && posts.length === 1;
}
