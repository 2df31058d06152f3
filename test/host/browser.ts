import { type Browser, type BrowserContext, chromium } from "playwright-core";
import type { Chromium } from "./chromium.ts";

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser({ executable, env }: Chromium): Promise<Browser> {
  return chromium.launch({ executablePath: executable, env: { ...process.env, ...env }, headless: true, args: quiet });
}

/** Answers every request that would leave this computer; `onLink` hears of pages that were opened there. */
export async function keepOffline(context: BrowserContext, onLink: (url: string) => void = () => {}): Promise<void> {
  const tell = (url: string) => {
    if (URL.canParse(url) && leavesComputer(new URL(url))) onLink(url);
  };
  // The first request of a page that a page opens can be under way before its route is set up.
  context.on("request", (request) => {
    if (request.isNavigationRequest()) tell(request.url());
  });
  context.on("page", (page) => tell(page.url()));
  await context.route(leavesComputer, async (route) => {
    const request = route.request();
    if (!request.isNavigationRequest()) return route.abort();
    tell(request.url());
    return route.fulfill({ contentType: "text/plain", body: request.url() });
  });
}

function leavesComputer({ protocol, hostname }: URL): boolean {
  return protocol.startsWith("http") && hostname !== "127.0.0.1" && hostname !== "localhost";
}
