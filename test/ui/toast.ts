import type { Locator, Page } from "playwright-core";
import { decide } from "./decisions.ts";
import { visibleText, visibleTexts } from "./visibleText.ts";

/** A notification in the corner, found by its text. */
export class Toast {
  readonly locator: Locator;

  private constructor(locator: Locator) {
    this.locator = locator;
  }

  static async waitFor(page: Page, text: string | RegExp): Promise<Toast> {
    const toast = new Toast(
      page.locator(".notifications-toasts .notification-toast").filter({ hasText: text }).first(),
    );
    await toast.locator.waitFor();
    return toast;
  }

  async text(): Promise<string> {
    return visibleText(this.locator.locator(".notification-list-item-message"));
  }

  async severity(): Promise<"info" | "warning" | "error"> {
    const icon = (await this.locator.locator(".notification-list-item-icon").getAttribute("class")) ?? "";
    if (icon.includes("codicon-error")) return "error";
    return icon.includes("codicon-warning") ? "warning" : "info";
  }

  async buttons(): Promise<string[]> {
    return visibleTexts(this.locator.locator(".notification-list-item-buttons-container .monaco-button"));
  }

  async press(button: string): Promise<void> {
    decide();
    await this.locator.hover();
    await this.locator.getByRole("button", { name: button, exact: true }).click();
  }

  async dismiss(): Promise<void> {
    await this.locator.hover();
    await this.locator.locator(".codicon-notifications-clear").click();
  }

  /** For progress: waits until nothing shows this text any more. */
  async waitUntilGone(): Promise<void> {
    await this.locator.waitFor({ state: "detached", timeout: 60_000 });
  }
}
