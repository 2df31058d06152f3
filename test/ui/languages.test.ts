import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../host/projectRoot.ts";
import { countPosts, openStage, type Stage } from "./stage.ts";

const texts = {
  de: { signIn: "Sevalla: Anmelden", rollBack: "Sevalla: Zurückrollen" },
  hu: { signIn: "Sevalla: Bejelentkezés", rollBack: "Sevalla: Visszaállítás" },
} as const;

for (const language of ["de", "hu"] as const) {
  describe(`VS Code in the language "${language}"`, () => {
    const bundle: Readonly<Record<string, string>> = JSON.parse(
      readFileSync(path.join(projectRoot, `media/l10n/bundle.l10n.${language}.json`), "utf8"),
    );
    const say = (message: string, ...values: readonly string[]) =>
      values.reduce((text, value, index) => text.replace(`{${index}}`, value), bundle[message] ?? "");
    let stage: Stage;

    before(async () => {
      stage = await openStage({ linked: "storefront", signedIn: false, language });
    });

    after(() => stage.close());

    it("is spoken by commands, sign-in, rows and status bar", async () => {
      const { workbench, sandbox } = stage;
      await workbench.runCommand(texts[language].signIn);
      await (await workbench.quickPick()).choose(say("Paste an API key"));
      const input = await workbench.inputBox();
      assert.equal(await input.title(), say("Sign in to Sevalla"));
      await input.type(sandbox.keys.valid);
      await input.accept();
      const [first] = await workbench.waitForRows("the apps are listed", (rows) => rows.length > 0);
      assert.equal(first?.description.startsWith(say("linked")), true, first?.description);
      await workbench.statusItem().waitForText(say("{0}: live {1}", "Storefront", ""));
    });

    it("is spoken by the question before a rollback, and by the details", async () => {
      const { workbench } = stage;
      await workbench.runCommand(texts[language].rollBack);
      const dialog = await workbench.dialog();
      assert.equal(dialog.message, say("Roll back {0}?", "Storefront"));
      assert.equal(dialog.detail.includes(say("Goes back to: {0}", "")), true, dialog.detail);
      await stage.picture(`question-${language}`);
      await dialog.dismiss();
      await workbench.treeRow("Split the cart into parcels").first().click();
      const panel = workbench.webviewPanel();
      await panel.getByRole("heading", { name: say("History") }).waitFor();
      await panel.getByRole("heading", { name: say("Details"), exact: true }).waitFor();
      await panel.getByRole("searchbox", { name: say("Filter the log") }).waitFor();
      await panel.getByRole("button", { name: say("Wrap lines") }).waitFor();
      assert.match(await panel.getByRole("combobox").innerText(), new RegExp(say("Errors only")));
      assert.equal(await panel.locator("html").getAttribute("lang"), language);
      await stage.picture(`details-${language}`);
      assert.equal(countPosts(stage.sandbox), 0);
    });
  });
}
