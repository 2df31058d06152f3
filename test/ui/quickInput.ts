import type { Locator, Page } from "playwright-core";
import { decide } from "./decisions.ts";
import { until } from "./until.ts";
import { visibleText, visibleTexts } from "./visibleText.ts";

export interface QuickPickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

const widget = (page: Page) => page.locator(".quick-input-widget");

abstract class QuickInput {
  readonly locator: Locator;
  protected readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.locator = widget(page);
  }

  get input(): Locator {
    return this.locator.locator(".quick-input-filter input");
  }

  async title(): Promise<string> {
    const title = this.locator.locator(".quick-input-title");
    return visibleText(title);
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute("placeholder")) ?? "";
  }

  /** Presses Escape, as someone does who changes their mind. */
  async dismiss(): Promise<void> {
    await this.input.press("Escape");
    await this.locator.waitFor({ state: "hidden" });
  }
}

export class QuickPick extends QuickInput {
  /** Waits until it shows something to choose from. */
  async waitUntilOpen(): Promise<this> {
    await this.#rows().first().waitFor();
    return this;
  }

  async rows(): Promise<QuickPickRow[]> {
    return this.#rows().evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string) => (row.querySelector(selector)?.textContent ?? "").trim();
        const label = ".quick-input-list-row:first-child";
        return {
          label: text(`${label} .label-name`),
          description: text(`${label} .label-description`),
          detail: text(".quick-input-list-label-meta"),
        };
      }),
    );
  }

  row(label: string): Locator {
    return this.#rows().filter({
      has: this.page.locator(".quick-input-list-row:first-child .label-name").getByText(label, { exact: true }),
    });
  }

  filter(text: string): Promise<void> {
    return this.input.fill(text);
  }

  /** The label of what Enter would choose. */
  async focusedRow(): Promise<string> {
    return visibleText(this.locator.locator(".monaco-list-row.focused .label-name").first());
  }

  /** Waits until nothing more is read for the list. */
  waitUntilIdle(): Promise<void> {
    return this.locator.locator(".quick-input-progress.active").waitFor({ state: "detached" });
  }

  /** Resolves when it shows something else or is gone, so that what comes next is not taken for this. */
  async choose(label: string): Promise<void> {
    decide();
    const row = this.row(label).first();
    await row.waitFor();
    const before = await this.#shown();
    await row.click();
    await until(`"${label}" is taken`, async () => (await this.#shown()) !== before);
  }

  /** Presses a button of the title bar, such as "Back", or of a row's right side. */
  async pressButton(name: string): Promise<void> {
    await this.locator.getByRole("button", { name }).first().click();
  }

  /** All that can be read in it; empty when it is gone. */
  async #shown(): Promise<string> {
    return [...(await visibleTexts(this.locator)), await this.placeholder()].join("\n");
  }

  #rows(): Locator {
    return this.locator.locator(".quick-input-list .monaco-list-row");
  }
}

export class InputBox extends QuickInput {
  /** Waits until it asks for something: it has a line of text and nothing to choose from. */
  async waitUntilOpen(): Promise<this> {
    await this.#message().filter({ hasText: /\S/ }).waitFor();
    await this.locator.locator(".quick-input-list").waitFor({ state: "hidden" });
    return this;
  }

  /** Its prompt, or in its place what is wrong with the value. */
  async prompt(): Promise<string> {
    return visibleText(this.#message());
  }

  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Presses Enter. The box stays open if the value is refused: see `validationMessage`. */
  async accept(): Promise<void> {
    decide();
    await this.input.press("Enter");
  }

  /** Waits until the value is refused and returns why. */
  async validationMessage(): Promise<string> {
    await until("the input box refuses its value", () => this.locator.locator(".monaco-inputbox.error").count());
    return this.prompt();
  }

  /** Whether what is typed is shown as dots. */
  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute("type")) === "password";
  }

  async pressButton(name: string): Promise<void> {
    await this.locator.getByRole("button", { name }).first().click();
  }

  async waitUntilClosed(): Promise<void> {
    await this.locator.waitFor({ state: "hidden" });
  }

  #message(): Locator {
    return this.locator.locator(".quick-input-message");
  }
}

/** The command palette: F1. */
export class CommandPalette extends QuickPick {
  /** Runs the command with this title, its category included, such as "Sevalla: Sign in". */
  async run(title: string): Promise<void> {
    const row = this.row(title).first();
    await until(`the palette offers "${title}"`, async () => {
      await this.#search(title);
      return row.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    await row.click();
    // What the command asks is asked in the same place.
    await until("the palette is gone", async () => {
      return !(await this.locator.isVisible()) || !(await this.input.inputValue()).startsWith(">");
    });
  }

  /** Titles of the commands that have this text in them. */
  async titles(text: string): Promise<string[]> {
    await this.#search(text);
    const isWanted = ({ label }: QuickPickRow) => label.toLowerCase().includes(text.toLowerCase());
    const foundNone = this.locator.getByText(/^(No matching commands|similar commands)$/).first();
    let titles: string[] = [];
    await until(`the palette has searched for "${text}"`, async () => {
      titles = (await this.rows()).filter(isWanted).map(({ label }) => label);
      return titles.length > 0 || (await foundNone.isVisible());
    });
    await this.dismiss();
    return titles;
  }

  async #search(text: string): Promise<void> {
    // A webview that is just opening takes the focus, and so closes the palette or the key never gets here.
    await until("the palette is open", async () => {
      await this.page.keyboard.press("F1");
      return this.input.fill(`>${text}`, { timeout: 1_000 }).then(
        () => true,
        () => false,
      );
    });
  }
}
