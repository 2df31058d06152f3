import type { Locator, Page } from "playwright-core";
import { decide } from "./decisions.ts";
import { until } from "./until.ts";
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

  /** Tries again where it has moved from under the pointer, as it does when another comes, or has gone by itself. */
  async dismiss(): Promise<void> {
    const before = await this.locator.elementHandle();
    await until("the notification is gone", async () => {
      if (!(await before?.isVisible())) return true;
      await before?.hover({ timeout: 2_000 }).catch(() => undefined);
      const clear = await before?.$(".codicon-notifications-clear");
      await clear?.click({ timeout: 2_000 }).catch(() => undefined);
      return false;
    });
  }

  /** For progress: waits until nothing shows this text any more. */
  async waitUntilGone(): Promise<void> {
    await this.locator.waitFor({ state: "detached", timeout: 60_000 });
  }
}
