import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator } from "playwright-core";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";

interface Axe {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly failureSummary: string }[];
  }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The page of the details panel that is in front. */
export class DetailsPage {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get body(): Locator {
    return this.#stage.workbench.webviewPanel().locator("body");
  }

  /** What axe finds wrong in the page, as far as it is serious. */
  async problems(): Promise<readonly string[]> {
    const frame = await (await this.body.elementHandle())?.ownerFrame();
    // The page's policy forbids the scripts of others; the debugger's evaluation is not bound by it.
    await frame?.evaluate(axe);
    const found: Axe | undefined = await frame?.evaluate("axe.run(document, { resultTypes: ['violations'] })");
    assert.ok(found, "axe has run");
    return found.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary }) => failureSummary).join("; ")}`);
  }

  /** Makes the window as wide as it takes for the page to have this width. */
  async setWidth(width: number, height = 800): Promise<void> {
    const { page } = this.#stage.workbench;
    const isWide = () => this.body.evaluate(() => window.innerWidth);
    await until(`the page is ${width} px wide`, async () => {
      const missing = width - (await isWide());
      const window = page.viewportSize() ?? { width: 1280, height };
      await page.setViewportSize({ width: window.width + missing, height });
      return missing === 0;
    });
  }

  /** How many pixels of the page stick out at its side. */
  excess(): Promise<number> {
    return this.body.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  scrollTo(y: number): Promise<number> {
    return this.body.evaluate((_, to) => {
      window.scrollTo(0, to);
      return window.scrollY;
    }, y);
  }

  scrolled(): Promise<number> {
    return this.body.evaluate(() => window.scrollY);
  }
}
