import type { FrameLocator, Locator, Page } from "playwright-core";
import { Dialog } from "./dialog.ts";
import { Menu } from "./menu.ts";
import { CommandPalette, InputBox, QuickPick } from "./quickInput.ts";
import { SideBar, type TreeRow } from "./sideBar.ts";
import { StatusItem } from "./statusItem.ts";
import { type Theme, themes } from "./theme.ts";
import { Toast } from "./toast.ts";
import { until } from "./until.ts";
import { visibleTexts } from "./visibleText.ts";

const extensionId = "sevalla-deployments.sevalla-deployments";
const startLimitMs = 90_000;

/** One window of VS Code, as someone sees and uses it. */
export class WorkbenchWindow {
  readonly page: Page;
  readonly sideBar: SideBar;

  protected readonly address: string;

  /** `address` is what the window opens: a folder or a workspace on the server. */
  constructor(page: Page, address: string) {
    this.page = page;
    this.address = address;
    this.sideBar = new SideBar(page);
  }

  /** Loads the window, or in it something else, and waits until the extensions are there. */
  async goto(address = this.address): Promise<void> {
    await this.page.goto(address, { waitUntil: "commit" });
    await this.#started();
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "commit" });
    await this.#started();
  }

  /** Runs a command from the palette by its title, category included: "Sevalla: Sign in". */
  runCommand(title: string): Promise<void> {
    return new CommandPalette(this.page).run(title);
  }

  /** Titles that the palette offers for a text. */
  commandTitles(text: string): Promise<string[]> {
    return new CommandPalette(this.page).titles(text);
  }

  /** Shows a view container by its label in the activity bar. */
  activity(label = "Sevalla"): Promise<void> {
    return this.sideBar.open(label);
  }

  /** The number on an icon of the activity bar, or an empty text. */
  activityBadge(label = "Sevalla"): Promise<string> {
    return this.sideBar.badge(label);
  }

  treeRow(label: string | RegExp): Locator {
    return this.sideBar.row(label);
  }

  treeRows(): Promise<TreeRow[]> {
    return this.sideBar.rows();
  }

  /** Waits until the rows of the tree are as wanted, and returns them. */
  waitForRows(what: string, isAccepted: (rows: readonly TreeRow[]) => boolean): Promise<TreeRow[]> {
    return until(what, () => this.treeRows(), isAccepted);
  }

  expand(row: Locator): Promise<void> {
    return this.sideBar.expand(row);
  }

  /** Presses a button that a row shows under the pointer. */
  rowAction(row: Locator, title: string): Promise<void> {
    return this.sideBar.pressRowButton(row, title);
  }

  contextMenu(row: Locator, item: string): Promise<void> {
    return this.sideBar.chooseFromMenu(row, item);
  }

  contextMenuItems(row: Locator): Promise<string[]> {
    return this.sideBar.menuItems(row);
  }

  viewAction(title: string): Promise<void> {
    return this.sideBar.pressTitleButton(title);
  }

  /** Presses a button in the title of the editor in front, or chooses it from the menu behind "…". */
  editorAction(title: string): Promise<void> {
    const actions = this.page.locator(".editor-group-container.active .editor-actions");
    return new Menu(this.page).press(actions, title);
  }

  /** The welcome content's text; empty while there is none. */
  welcomeText(): Promise<string> {
    return this.sideBar.welcomeText();
  }

  /** Waits until the welcome content has this text. */
  waitForWelcome(text: string | RegExp): Promise<void> {
    return this.sideBar.locator.locator(".welcome-view-content").filter({ hasText: text }).waitFor();
  }

  welcomeButton(name: string): Locator {
    return this.sideBar.welcomeButton(name);
  }

  /** The line above the tree; empty while there is none. */
  viewMessage(): Promise<string> {
    return this.sideBar.message();
  }

  statusItem(idSuffix = "sevalla.app"): StatusItem {
    return new StatusItem(this.page, idSuffix);
  }

  /** Waits for a modal dialog. */
  dialog(): Promise<Dialog> {
    return Dialog.waitFor(this.page);
  }

  /** Waits for a notification with this text. */
  toast(text: string | RegExp): Promise<Toast> {
    return Toast.waitFor(this.page, text);
  }

  /** Texts of all notifications that are showing. */
  async toasts(): Promise<string[]> {
    const messages = this.page.locator(".notifications-toasts .notification-list-item-message");
    return visibleTexts(messages);
  }

  /** Waits for a list to choose from. */
  quickPick(): Promise<QuickPick> {
    return new QuickPick(this.page).waitUntilOpen();
  }

  /** Waits for a box to type into. */
  inputBox(): Promise<InputBox> {
    return new InputBox(this.page).waitUntilOpen();
  }

  /** The inside of our panel. */
  webviewPanel(): FrameLocator {
    const frame = `iframe.webview.ready[src*="extensionId=${extensionId}"]:not([src*="purpose=webviewView"])`;
    return this.page.frameLocator(frame).frameLocator("#active-frame");
  }

  /** Labels of the open editors, webview panels included. */
  async editorTabs(): Promise<string[]> {
    return visibleTexts(this.page.locator(".tabs-container .tab .label-name"));
  }

  /** Waits until VS Code has saved, as it does every few seconds, that an editor with this text in its state is open. */
  async waitUntilSaved(text: string, place = "memento/workbench.parts.editor"): Promise<void> {
    await until(`${place} is saved`, async () => (await this.page.evaluate(savedAt, place)).includes(text));
  }

  async closeEditors(): Promise<void> {
    await this.runCommand("View: Close All Editors");
    await until("all editors are closed", async () => (await this.editorTabs()).length === 0);
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async setTheme(theme: Theme): Promise<void> {
    const { label, workbenchClass } = themes[theme];
    await this.runCommand("Preferences: Color Theme");
    const picker = await this.quickPick();
    await picker.filter(label);
    await picker.choose(label);
    await this.page.locator(`.monaco-workbench.${workbenchClass}`).waitFor();
  }

  /** Leaves what would cover the window, as a failed test may have left it: menus, pickers, dialogs. */
  async clear(): Promise<void> {
    const covering = this.page
      .locator(".monaco-menu, .quick-input-widget, .monaco-dialog-box")
      .filter({ visible: true });
    await until("nothing covers the window", async () => {
      if ((await covering.count()) === 0) return true;
      await this.page.keyboard.press("Escape");
      return false;
    });
  }

  /** Waits until no bar in the side bar says that something is loading. */
  async waitUntilIdle(): Promise<void> {
    const bar = this.page.locator(".part.sidebar .monaco-progress-container.active");
    await until("nothing is loading", async () => (await bar.count()) === 0);
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  async #started(): Promise<void> {
    const isStarted = () => performance.getEntriesByName("code/didLoadExtensions").length > 0;
    await this.page.waitForFunction(isStarted, undefined, { timeout: startLimitMs });
  }
}

/** Runs in the page: what VS Code keeps of the open editors from one start of the window to the next. */
async function savedAt(place: string): Promise<string> {
  const saved: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith("vscode-web-state-db-")) continue;
    const database = await settled(indexedDB.open(name));
    const table = database.transaction("ItemTable").objectStore("ItemTable");
    saved.push(String(await settled(table.get(place))));
    database.close();
  }
  return saved.join();

  function settled<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
}
