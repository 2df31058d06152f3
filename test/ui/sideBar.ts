import type { Locator, Page } from "playwright-core";
import { Menu } from "./menu.ts";
import { until } from "./until.ts";
import { visibleText } from "./visibleText.ts";

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
  readonly #menu: Menu;

  constructor(page: Page) {
    this.#page = page;
    this.#menu = new Menu(page);
    this.locator = page.locator(".part.sidebar");
  }

  /** Shows the view container with this label in the activity bar. */
  async open(label: string): Promise<void> {
    const item = this.#page.locator(".activitybar .composite-bar .action-item").filter({
      has: this.#page.locator(`.action-label[aria-label^="${label}"]`),
    });
    const title = this.locator.locator(".composite.title").filter({ hasText: new RegExp(label, "i") });
    await item.waitFor();
    await until(`${label} is shown`, async () => {
      if (await title.isVisible()) return true;
      // A click on the open one would close it.
      if (!((await item.getAttribute("class")) ?? "").split(" ").includes("checked")) await item.click();
      await title.waitFor({ timeout: 2_000 }).catch(() => undefined);
      return false;
    });
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

  /** Resolves when what is below the row is there: until then VS Code takes it back if it draws all rows anew meanwhile. */
  async expand(row: Locator): Promise<void> {
    const expanded = row.and(this.#page.locator('[aria-expanded="true"]'));
    await until("the row is expanded", async () => {
      if ((await expanded.count()) === 0) {
        await row.locator(".monaco-tl-twistie").click();
        await expanded.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      return expanded.evaluate(isAboveItsRows, undefined, { timeout: 2_000 }).catch(() => false);
    });
  }

  /** Presses one of the buttons that a row shows under the pointer. */
  async pressRowButton(row: Locator, title: string): Promise<void> {
    const button = row.locator(`.actions .action-label[aria-label^="${title}"]`);
    await until(`the row shows "${title}"`, async () => {
      await row.hover();
      return button.isVisible();
    });
    await button.click();
  }

  async menuItems(row: Locator): Promise<string[]> {
    await this.#openMenu(row);
    const items = await this.#menu.items();
    await this.#menu.close();
    return items;
  }

  async chooseFromMenu(row: Locator, item: string): Promise<void> {
    await this.#openMenu(row);
    await this.#menu.choose(item);
  }

  /** Presses a button in the title of the view, or chooses it from the menu behind "…". */
  async pressTitleButton(title: string): Promise<void> {
    await this.locator.hover();
    await this.#menu.press(this.locator.locator(".title-actions, .pane-header .actions"), title);
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

  #openMenu(row: Locator): Promise<void> {
    return this.#menu.open(() => row.click({ button: "right" }));
  }
}

/** Runs in the page. What follows the last row in sight cannot be seen. */
function isAboveItsRows(row: Element): boolean {
  const levelOf = (one: Element) => Number(one.getAttribute("aria-level"));
  const next = row.parentElement?.querySelector(`[data-index="${Number(row.getAttribute("data-index")) + 1}"]`);
  return !next || levelOf(next) > levelOf(row);
}
