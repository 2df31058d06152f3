import assert from "node:assert/strict";
import { decisionsMade } from "./decisions.ts";
import { countPosts, openStage, pasteKey, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";

/**
 * From the installed extension to the first plan a newcomer decides four things:
 * 1. how to sign in, 2. with which key, 3. that this folder is the app that is offered first, 4. to plan a rollback.
 * The first three are counted where a row is picked, a button pressed or an input confirmed; the last one is the guide's.
 */
describe("A newcomer's way to the first plan", () => {
  let stage: Stage;
  let earlier = 0;

  before(async () => {
    stage = await openStage({
      signedIn: false,
      repository: true,
      // VS Code leaves the pictures out where there is little room.
      viewport: { width: 1_700, height: 900 },
    });
  });

  after(() => stage.close());

  const guide = () => stage.workbench.page.locator(".gettingStartedContainer");
  /** The steps, and what only the picture of each says. */
  const pictures = {
    "Link your folder to its app": "your folder",
    "See what is live": "Succeeded",
    "Plan a rollback": "Goes back to",
    "Sign in": "Sign in to Sevalla",
  };
  const step = (name: string) => guide().getByRole("button", { name, exact: true });

  it("begins with four steps, which the empty Apps view leads to", async () => {
    const { workbench } = stage;
    await workbench.waitForWelcome("Sign in to see what is live");
    await workbench.sideBar.locator.getByText("Four steps", { exact: true }).click();
    await guide().getByRole("heading", { level: 2, name: "Get started with Sevalla" }).waitFor();
    for (const name of ["Sign in", "Link your folder to its app", "See what is live", "Plan a rollback"]) {
      await guide().getByText(name, { exact: true }).first().waitFor();
    }
  });

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`has a picture for each step in the theme ${theme}`, async () => {
      const { workbench } = stage;
      await workbench.setTheme(theme);
      for (const [name, words] of Object.entries(pictures)) {
        await guide().getByText(name, { exact: true }).first().click();
        const picture = workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
        // The picture of the step before stays until this one has come.
        await picture.locator("svg text").filter({ hasText: words }).waitFor();
        await stage.picture(`walkthrough-${name.split(" ")[0]?.toLowerCase()}-${theme}`);
      }
    });
  }

  it("signs in by the first step", async () => {
    const { workbench, sandbox } = stage;
    await workbench.setTheme("dark");
    earlier = decisionsMade();
    await step("Sign in").click();
    const input = await pasteKey(workbench);
    await input.type(sandbox.keys.valid);
    await input.accept();
    await workbench.waitForRows("the apps are listed", (rows) => rows.length > 0);
  });

  it("links the folder to the app that is suggested", async () => {
    const { workbench } = stage;
    await (await workbench.toast(/looks like/)).press("Link");
    await workbench.statusItem().waitForText(/Storefront: live/);
  });

  it("ends with a plan, after four decisions, and nothing was sent", async () => {
    const { workbench, sandbox } = stage;
    await guide().getByText("Plan a rollback", { exact: true }).first().click();
    await step("Plan a rollback").click();
    const plan = workbench.page.locator(".monaco-editor .view-lines");
    await plan.getByText("# Rollback plan: Storefront").waitFor();
    await stage.picture("walkthrough-plan");
    assert.equal(decisionsMade() - earlier + 1, 4);
    assert.equal(countPosts(sandbox), 0);
  });
});
