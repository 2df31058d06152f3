import type { Locator, Page } from "playwright-core";
import { Menu } from "./menu.ts";
import { until } from "./until.ts";

/** The menu of the Accounts icon at the foot of the activity bar. */
export class AccountsMenu {
  readonly #page: Page;
  readonly #menu: Menu;

  constructor(page: Page) {
    this.#page = page;
    this.#menu = new Menu(page);
  }

  open(): Promise<void> {
    return this.#menu.open(() => this.#page.locator('.activitybar .action-label[aria-label^="Accounts"]').click());
  }

  items(): Promise<string[]> {
    return this.#menu.items();
  }

  close(): Promise<void> {
    return this.#menu.close();
  }

  /** Chooses something that can be done with an account; the menu has to be open. */
  async choose(account: string, action: string): Promise<void> {
    await until(`"${action}" is the item that Enter would choose`, async () => {
      await this.showActions(account, action);
      await this.#item(action).hover();
      return this.#menu.isFocused(action);
    });
    await this.#page.keyboard.press("Enter");
  }

  async showActions(account: string, action: string): Promise<void> {
    await this.#item(account).hover();
    await this.#item(action).waitFor();
  }

  #item(label: string): Locator {
    return this.#menu.item(label, false);
  }
}
