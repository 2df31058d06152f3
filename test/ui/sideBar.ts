import type { Locator, Page } from "playwright-core";
import { until } from "./until.ts";
import { visibleText, visibleTexts } from "./visibleText.ts";

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** 1 for the outermost rows. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
  /** Class names of its icon, such as "codicon-testing-passed-icon". */
  readonly icon: string;
  /** What a screen reader says. */
  readonly accessibleName: string;
}

/** The side bar with the tree in it. */
export class SideBar {
  readonly locator: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.locator = page.locator(".part.sidebar");
  }

  /** Shows the view container with this label in the activity bar. */
  async open(label: string): Promise<void> {
    const item = this.#page.locator(".activitybar .composite-bar .action-item").filter({
      has: this.#page.locator(`.action-label[aria-label^="${label}"]`),
    });
    await item.waitFor();
    // A click on the open one would close it.
    if (((await item.getAttribute("class")) ?? "").split(" ").includes("checked")) return;
    await item.click();
    await this.locator
      .locator(".composite.title")
      .filter({ hasText: new RegExp(label, "i") })
      .waitFor();
  }

  /** The number on the icon in the activity bar, or an empty text. */
  async badge(label: string): Promise<string> {
    const item = this.#page.locator(".activitybar .composite-bar .action-item").filter({
      has: this.#page.locator(`.action-label[aria-label^="${label}"]`),
    });
    const badge = item.locator(".badge-content");
    return visibleText(badge);
  }

  /** Rows whose label is this text, or matches it. */
  row(label: string | RegExp): Locator {
    const name = this.#page.locator(".label-name");
    const wanted = typeof label === "string" ? name.getByText(label, { exact: true }) : name.filter({ hasText: label });
    return this.locator.getByRole("treeitem").filter({ has: wanted });
  }

  async rows(): Promise<TreeRow[]> {
    return this.locator.getByRole("treeitem").evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string) => (row.querySelector(selector)?.textContent ?? "").trim();
        const expanded = row.getAttribute("aria-expanded");
        return {
          label: text(".label-name"),
          description: text(".label-description"),
          level: Number(row.getAttribute("aria-level")),
          expanded: expanded === null ? undefined : expanded === "true",
          icon: row.querySelector(".custom-view-tree-node-item-icon")?.className ?? "",
          accessibleName: row.getAttribute("aria-label") ?? "",
        };
      }),
    );
  }

  async expand(row: Locator): Promise<void> {
    if ((await row.getAttribute("aria-expanded")) === "true") return;
    await row.locator(".monaco-tl-twistie").click();
    await until("the row is expanded", async () => (await row.getAttribute("aria-expanded")) === "true");
  }

  /** Presses one of the buttons that a row shows under the pointer. */
  async pressRowButton(row: Locator, title: string): Promise<void> {
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${title}"]`).click();
  }

  /** Titles of the buttons that a row shows under the pointer. */
  async rowButtons(row: Locator): Promise<string[]> {
    await row.hover();
    return row
      .locator(".actions .action-label")
      .evaluateAll((labels) => labels.map((label) => label.getAttribute("aria-label") ?? ""));
  }

  async menuItems(row: Locator): Promise<string[]> {
    await this.#openMenu(row);
    const items = await visibleTexts(this.#menuLabels());
    await this.#page.keyboard.press("Escape");
    await this.#menuLabels().first().waitFor({ state: "detached" });
    return items.filter(Boolean);
  }

  async chooseFromMenu(row: Locator, item: string): Promise<void> {
    await this.#openMenu(row);
    await this.#pressMenuItem(item);
  }

  /** Presses a button in the title of the view, or chooses it from the menu behind "…". */
  async pressTitleButton(title: string): Promise<void> {
    await this.locator.hover();
    const actions = this.locator.locator(".title-actions, .pane-header .actions");
    const button = actions.locator(`.action-label[aria-label^="${title}"]`).first();
    if (await button.isVisible()) return button.click();
    await actions
      .locator('.action-label[aria-label^="Views and More Actions"], .action-label[aria-label^="More Actions"]')
      .first()
      .click();
    await this.#pressMenuItem(title);
  }

  /** The text of the welcome content, or an empty text while there is none. */
  async welcomeText(): Promise<string> {
    const welcome = this.locator.locator(".welcome-view-content");
    return visibleText(welcome);
  }

  welcomeButton(name: string): Locator {
    return this.locator.locator(".welcome-view-content").getByRole("button", { name, exact: true });
  }

  /** The line above the tree, or an empty text while there is none. */
  async message(): Promise<string> {
    const message = this.locator.locator(".tree-explorer-viewlet-tree-view .message");
    return visibleText(message);
  }

  /** Asks again for a menu that does not come or goes at once: a page that has just loaded takes the focus from it. */
  async #openMenu(row: Locator): Promise<void> {
    const first = this.#menuLabels().first();
    await until("the row's menu is open", async () => {
      if (await first.isVisible()) return true;
      await row.click({ button: "right" });
      await first.waitFor({ timeout: 2_000 }).catch(() => undefined);
      return false;
    });
  }

  /** By keyboard: a menu takes no click in its first 100 ms. */
  async #pressMenuItem(item: string): Promise<void> {
    const label = this.#menuLabels().getByText(item, { exact: true });
    const focused = this.#page
      .locator(".monaco-menu .action-item.focused")
      .filter({ has: this.#page.getByText(item, { exact: true }) });
    await until(`"${item}" is the item that Enter would choose`, async () => {
      if ((await focused.count()) > 0) return true;
      await this.#page.mouse.move(0, 0);
      await label.hover();
      return false;
    });
    await this.#page.keyboard.press("Enter");
    await this.#menuLabels().first().waitFor({ state: "detached" });
  }

  #menuLabels(): Locator {
    return this.#page.locator(".monaco-menu .action-label:not(.separator)");
  }
}
