import type { Locator, Page } from "playwright-core";
import { until } from "./until.ts";
import { visibleTexts } from "./visibleText.ts";

/** The menu of the Accounts icon at the foot of the activity bar. */
export class AccountsMenu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page.locator('.activitybar .action-label[aria-label^="Accounts"]').click();
    await this.#labels().first().waitFor();
  }

  async items(): Promise<string[]> {
    return (await visibleTexts(this.#labels())).filter(Boolean);
  }

  async close(): Promise<void> {
    await until("the menu is closed", async () => {
      await this.#page.keyboard.press("Escape");
      return (await this.#labels().count()) === 0;
    });
  }

  /** Chooses something that can be done with an account; the menu has to be open. */
  async choose(account: string, action: string): Promise<void> {
    await this.showActions(account, action);
    await this.#item(action).hover();
    await this.#page.keyboard.press("Enter");
  }

  async showActions(account: string, action: string): Promise<void> {
    await this.#item(account).hover();
    await this.#item(action).waitFor();
  }

  #item(label: string): Locator {
    return this.#labels().filter({ hasText: label });
  }

  #labels(): Locator {
    return this.#page.locator(".monaco-menu .action-label:not(.separator)");
  }
}
