import type { Locator, Page } from "playwright-core";
import { visibleText } from "./visibleText.ts";

/** An entry of the status bar. */
export class StatusItem {
  readonly locator: Locator;

  constructor(page: Page, idSuffix: string) {
    this.locator = page.locator(`.part.statusbar .statusbar-item[id$="${idSuffix}"]`);
  }

  async text(): Promise<string> {
    return visibleText(this.locator);
  }

  /** Waits until its text has this in it. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.locator.filter({ hasText: text }).waitFor();
  }

  /** What a screen reader says: the text and the tooltip. */
  async accessibleName(): Promise<string> {
    return (await this.locator.locator("a").first().getAttribute("aria-label")) ?? "";
  }

  async background(): Promise<"none" | "warning" | "error"> {
    const classes = (await this.locator.getAttribute("class")) ?? "";
    if (classes.includes("error-kind")) return "error";
    return classes.includes("warning-kind") ? "warning" : "none";
  }

  async isSpinning(): Promise<boolean> {
    return (await this.locator.locator(".codicon-modifier-spin").count()) > 0;
  }

  click(): Promise<void> {
    return this.locator.locator("a").first().click();
  }
}
