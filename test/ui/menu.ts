import type { Locator, Page } from "playwright-core";
import { until } from "./until.ts";
import { visibleTexts } from "./visibleText.ts";

/** A menu of VS Code's, with what is open beside it. */
export class Menu {
  readonly #page: Page;
  readonly #labels: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#labels = page.locator(".monaco-menu .action-label:not(.separator)");
  }

  /** Asks again for a menu that does not come or goes at once: a page that has just loaded takes the focus from it. */
  async open(ask: () => Promise<void>): Promise<void> {
    const first = this.#labels.first();
    await until("the menu is open", async () => {
      if (await first.isVisible()) return true;
      await ask();
      await first.waitFor({ timeout: 2_000 }).catch(() => undefined);
      return false;
    });
  }

  async items(): Promise<string[]> {
    return (await visibleTexts(this.#labels)).filter(Boolean);
  }

  /** The item with this text, or with this in its text. */
  item(label: string, exact = true): Locator {
    return exact ? this.#labels.getByText(label, { exact: true }) : this.#labels.filter({ hasText: label });
  }

  /** By keyboard: a menu takes no click in its first 100 ms. */
  async choose(label: string): Promise<void> {
    await until(`"${label}" is the item that Enter would choose`, async () => {
      if (await this.isFocused(label)) return true;
      await this.#page.mouse.move(0, 0);
      await this.item(label).hover();
      return false;
    });
    await this.#page.keyboard.press("Enter");
    await this.#labels.first().waitFor({ state: "detached" });
  }

  /** Whether Enter would choose the item with this text. */
  async isFocused(label: string): Promise<boolean> {
    const text = this.#page.getByText(label, { exact: true });
    return (await this.#page.locator(".monaco-menu .action-item.focused").filter({ has: text }).count()) > 0;
  }

  /** Presses a button of a title, or chooses it from the menu behind the title's "…". */
  async press(actions: Locator, title: string): Promise<void> {
    const button = actions.locator(`.action-label[aria-label^="${title}"]`).first();
    const more = actions
      .locator('.action-label[aria-label^="Views and More Actions"], .action-label[aria-label^="More Actions"]')
      .first();
    await button.or(more).first().waitFor();
    if (await button.isVisible()) return button.click();
    await this.open(() => more.click());
    await this.choose(title);
  }

  async close(): Promise<void> {
    await until("the menu is closed", async () => {
      await this.#page.keyboard.press("Escape");
      return (await this.#labels.count()) === 0;
    });
  }
}
