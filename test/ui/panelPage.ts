// The page of the details panel by itself, in a browser without VS Code: what is in it is all that a test sends to it.
import path from "node:path";
import type { Page } from "playwright-core";
import { panelHtml } from "../../src/panel/html.ts";
import type { FromPanel, ToPanel } from "../../src/webview/protocol.ts";
import { launchBrowser } from "../host/browser.ts";
import { installHost } from "../host/hostInstall.ts";
import { projectRoot } from "../host/projectRoot.ts";
import { hour } from "../support/builders.ts";

const home = "https://panel.test";
/** Where a clock is set; the test itself hardly is there. */
export const timezoneId = "Asia/Kathmandu";

export interface PanelPage {
  readonly page: Page;
  /** What went wrong in the page: errors, and what its policy has refused. */
  readonly errors: readonly string[];
  send(...messages: readonly ToPanel[]): Promise<void>;
  /** What the page has told the extension since it was made. */
  said(): Promise<readonly FromPanel[]>;
  /** Throws the page away and makes it anew, with what it has kept, as VS Code does when it is hidden and shown. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** @param now where the page's clock stands, which then goes on only when a test says so; ms since the epoch */
export async function openPanelPage(arePicturesAllowed = false, now?: number): Promise<PanelPage> {
  const browser = await launchBrowser(installHost().chromium);
  const page = await browser.newPage({
    ...{ viewport: { width: 900, height: 800 }, reducedMotion: "reduce" },
    ...(now === undefined ? {} : { timezoneId }),
  });
  if (now !== undefined) await page.clock.install({ time: now - hour });
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.addInitScript(standInForVsCode);
  await page.route("**", async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const html = panelHtml((...names) => `${home}/${names.join("/")}`, home, arePicturesAllowed);
    if (origin !== home) return route.fulfill({ status: 204 });
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: html });
    return route.fulfill({ path: path.join(projectRoot, pathname) });
  });
  await page.goto(home);
  if (now !== undefined) await page.clock.pauseAt(now);
  return {
    page,
    errors,
    said: () => page.evaluate((): readonly FromPanel[] => Reflect.get(window, "said")),
    send: (...messages) => page.evaluate(receive, messages),
    renew: async () => {
      await page.reload();
    },
    close: () => browser.close(),
  };
}

/** Runs in the page. */
function standInForVsCode(): void {
  const place = "kept by VS Code";
  const said: unknown[] = [];
  Object.assign(globalThis, { said });
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => said.push(message),
      getState: () => JSON.parse(sessionStorage.getItem(place) ?? "null"),
      setState: (state: unknown) => sessionStorage.setItem(place, JSON.stringify(state)),
    }),
  });
}

/** Runs in the page. */
function receive(messages: readonly ToPanel[]): void {
  for (const data of messages) window.dispatchEvent(new MessageEvent("message", { data }));
}
