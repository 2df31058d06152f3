import assert from "node:assert/strict";
import { openStage, type Stage } from "./stage.ts";
import type { Theme } from "./theme.ts";
import { until } from "./until.ts";

/** What is asked of text by the guidelines for accessibility (WCAG 2.2, level AA). */
const leastContrast = 4.5;

const codes = [...Array(8).keys()];
const sample = (code: number | string) => `\u001b[${code}m ${code} \u001b[0m`;
const colours = [
  [30, 90].flatMap((first) => codes.map((code) => sample(first + code))),
  [40, 100].flatMap((first) => codes.map((code) => sample(first + code))),
  codes.map((code) => sample(`7;${30 + code}`)),
  ["1", "3", "4", "7", "9", "30;42", "97;41", "38;5;208", "38;2;90;160;255", "48;5;226"].map(sample),
].map((samples) => samples.join(""));

const lines = [...Array.from({ length: 200 }, (_, index) => `Copied file ${index}`), ...colours].map(
  (message, index) => ({
    ...{ id: String(index), message, severity: index === 199 ? "ERROR" : "INFO", service: null },
    timestamp: new Date(Date.UTC(2026, 0, 1, 12, 0, index)).toISOString(),
  }),
);

/** What VS Code saves of two editors, which the details were the first of, in the order in which they were last in front. */
const detailsBeforeLog = '"mru":[0,1]';

describe("The log in the details panel", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ linked: "storefront" });
    stage.sandbox.fault({ path: /logs$/ }, { kind: "malformed", mutate: () => lines });
    await stage.workbench.expand(stage.workbench.treeRow("Storefront"));
    await row(1).click();
    await log()
      .locator(".line")
      .nth(lines.length - 1)
      .waitFor();
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const log = () => panel().getByRole("log", { name: "Log" });
  const row = (index: number) => {
    const message = stage.sandbox.account.app("storefront").deployments[index]?.commitMessage ?? "";
    return stage.workbench.treeRow(message.split("\n")[0] ?? "").first();
  };
  const filter = () => panel().getByRole("searchbox", { name: "Filter the log" });
  const wrap = () => panel().getByRole("button", { name: "Wrap lines" });
  const follow = () => panel().getByRole("button", { name: "Follow the end" });
  /** How the log is looked at. The line is the first in sight. */
  const look = async () => ({
    filter: await filter().inputValue(),
    severity: await panel().getByRole("combobox", { name: "Severity" }).inputValue(),
    isWrapped: await wrap().getAttribute("aria-pressed"),
    isFollowed: await follow().getAttribute("aria-pressed"),
    line: await log().evaluate((list) => {
      const { top } = list.getBoundingClientRect();
      const first = [...list.querySelectorAll(".line")].find((line) => line.getBoundingClientRect().bottom > top + 1);
      return first?.querySelector(".text")?.textContent ?? "";
    }),
  });

  for (const theme of ["dark", "light", "hcDark", "hcLight"] satisfies Theme[]) {
    it(`has colours that can be read in the theme ${theme}`, async () => {
      await stage.workbench.setTheme(theme);
      await log().scrollIntoViewIfNeeded();
      await log().press("End");
      await stage.picture(`log-colours-${theme}`);
      assert.deepEqual(await log().evaluate(paleText, leastContrast), []);
    });
  }

  it("is looked at as before after it was hidden, after a reload of the window, and in another theme", async () => {
    const { workbench } = stage;
    await filter().fill("file");
    await panel().getByText(`200 of ${lines.length} lines`).waitFor();
    await wrap().click();
    await log().press("Home");
    await log().press("PageDown");
    await until("it is followed no more", async () => (await follow().getAttribute("aria-pressed")) === "false");
    await until("it has come to rest", async () => {
      const before = await look();
      return before.line !== "Copied file 0" && before.line === (await look()).line;
    });
    const before = await look();
    assert.equal(before.isWrapped, "false");
    const isSame = async () => JSON.stringify(await look()) === JSON.stringify(before);

    await panel().getByRole("button", { name: "Open full log" }).click();
    await until("the log is in front", async () => (await workbench.editorTabs()).length === 2);
    await workbench.page.locator(".editor-instance .view-lines").waitFor();
    await row(1).click();
    await until("it is looked at as before it was hidden", isSame);

    await workbench.setTheme("dark");
    assert.deepEqual(await look(), before);

    await workbench.waitUntilSaved(detailsBeforeLog);
    await workbench.reload();
    await until("it is looked at as before the reload", isSame);
  });
});

/** Runs in the page: the coloured pieces of the log that stand out too little from what is behind them. */
function paleText(log: Element, least: number): readonly string[] {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  const pixel = (layers: readonly string[]) => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const lightness = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((level) => {
      const share = level / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  return [...log.querySelectorAll("[class^='ansi-']")].flatMap((piece) => {
    const behind: string[] = [];
    for (let at: Element | null = piece; at; at = at.parentElement)
      behind.unshift(getComputedStyle(at).backgroundColor);
    const paper = lightness(pixel(behind));
    const ink = lightness(pixel([...behind, getComputedStyle(piece).color]));
    const contrast = (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
    return contrast < least ? [`${piece.className} "${piece.textContent}" ${contrast.toFixed(2)}`] : [];
  });
}
