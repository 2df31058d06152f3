import type { Locator, Page } from "playwright-core";
import { visibleTexts } from "./visibleText.ts";

/** A modal dialog that is open now. */
export class Dialog {
  readonly message: string;
  /** Empty if it has none. Keeps its line breaks. */
  readonly detail: string;
  /** As they stand on the screen, which differs between platforms. */
  readonly buttons: readonly string[];
  readonly locator: Locator;

  private constructor(locator: Locator, message: string, detail: string, buttons: readonly string[]) {
    this.locator = locator;
    this.message = message;
    this.detail = detail;
    this.buttons = buttons;
  }

  static async waitFor(page: Page): Promise<Dialog> {
    const box = page.locator(".monaco-dialog-box");
    const text = box.locator(".dialog-message-text, .dialog-message-detail").filter({ hasText: /\S/ });
    await text.first().waitFor();
    // Where there is no detail, VS Code shows the message in its place.
    const [message = "", ...detail] = await text.allInnerTexts();
    const buttons = await visibleTexts(box.locator(".dialog-buttons .monaco-button"));
    return new Dialog(box, message.trim(), detail.join("\n").trim(), buttons);
  }

  /** Resolves when it has closed: another may be open by then. */
  async press(button: string): Promise<void> {
    const box = await this.locator.elementHandle();
    await this.locator.getByRole("button", { name: button, exact: true }).click();
    await box?.waitForElementState("hidden");
  }

  /** Presses Escape. */
  async dismiss(): Promise<void> {
    await this.locator.press("Escape");
    await this.locator.waitFor({ state: "detached" });
  }
}
