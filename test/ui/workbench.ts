// VS Code with the packed extension in it, driven as a person would: what the UI tests and the demo work with.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { keepOffline, launchBrowser } from "../host/browser.ts";
import { type CodeServer, startCodeServer } from "../host/codeServer.ts";
import { type Host, installHost } from "../host/hostInstall.ts";
import { projectRoot } from "../host/projectRoot.ts";
import { retried } from "../host/retried.ts";
import { type Theme, themes } from "./theme.ts";
import { type Trace, tracesOfBrowser } from "./tokenSearch.ts";
import { until } from "./until.ts";
import { WorkbenchWindow } from "./workbenchWindow.ts";

export interface WorkbenchOptions {
  /** Left out, and no workspace either: an empty window. */
  readonly folder?: string | undefined;
  /** A .code-workspace file. */
  readonly workspace?: string | undefined;
  /** The packed extension. Left out: VS Code on its own. */
  readonly vsix?: string | undefined;
  /** Another packed extension. */
  readonly guestVsix?: string | undefined;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly theme?: Theme | undefined;
  /** What VS Code speaks to its extensions and takes their texts from, such as "de". Its own texts stay English. */
  readonly language?: string | undefined;
  readonly viewport?: { readonly width: number; readonly height: number } | undefined;
  /** Environment variables of the extension host. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Start in restricted mode, with a dialog that asks whether to trust the workspace. Off by default. */
  readonly workspaceTrust?: boolean | undefined;
  /** VS Code's Git extension. Off by default. */
  readonly git?: boolean | undefined;
  /** Where VS Code keeps its data, and leaves it when it is closed. Left out: a temporary one, removed when it is closed. */
  readonly dataFolder?: string | undefined;
  /** The home of what runs in the extension host; as above. */
  readonly homeFolder?: string | undefined;
}

const evidenceFolder = path.join(projectRoot, "out/ui-failures");
const waitLimitMs = 30_000;
const open = new Set<Workbench>();
let photographed = 0;

/** The workbenches that are open in this process. */
export const openWorkbenches: ReadonlySet<Workbench> = open;

/**
 * Starts a server and a browser of its own; `close()` ends both. Tries once more, since mocha tries no hook again, and
 * that is where it is called.
 */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  try {
    return await start(options);
  } catch (error) {
    retried.push(`  the start of VS Code: ${String(error)}`);
    return start(options);
  }
}

async function start(options: WorkbenchOptions): Promise<Workbench> {
  const { theme = "dark", git = false, vsix, guestVsix, env, workspaceTrust, dataFolder, homeFolder } = options;
  const host = installHost();
  const settings = {
    "workbench.colorTheme": themes[theme].name,
    "git.enabled": git,
    // VS Code gives the focus back to a webview at a moment of its own, and closes by that what is open to choose from.
    "workbench.quickOpen.closeOnFocusLost": false,
    ...options.settings,
  };
  const server = await startCodeServer({
    host,
    vsix,
    guestVsix,
    env,
    workspaceTrust,
    dataFolder,
    homeFolder,
    settings,
  });
  const workbench = await openBrowser(host, server, options).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  open.add(workbench);
  try {
    await workbench.goto();
    return workbench;
  } catch (error) {
    await workbench.keepEvidence("start");
    await workbench.close();
    throw error;
  }
}

async function openBrowser({ chromium }: Host, server: CodeServer, options: WorkbenchOptions): Promise<Workbench> {
  const { theme = "dark", language, viewport = { width: 1280, height: 800 } } = options;
  const browser = await launchBrowser(chromium);
  const context = await browser.newContext({
    viewport,
    colorScheme: themes[theme].colorScheme,
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(waitLimitMs);
  // A language pack would set it.
  if (language) await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = "${language}";`);
  const links: string[] = [];
  await keepOffline(context, (url) => links.push(url));
  return new Workbench(server, await context.newPage(), links, server.address(options));
}

/** The first window, and what all windows share. */
export class Workbench extends WorkbenchWindow {
  /** Addresses on other computers that were opened, oldest first. Nothing is sent to them. */
  readonly openedLinks: readonly string[];
  readonly server: CodeServer;
  readonly #context: BrowserContext;
  readonly #pageErrors: string[] = [];
  /** Settles when all evidence so far is kept. */
  evidence: Promise<void> = Promise.resolve();

  constructor(server: CodeServer, page: Page, links: readonly string[], address: string) {
    super(page, address);
    this.server = server;
    this.openedLinks = links;
    this.#context = page.context();
    this.#context.on("weberror", (error) => this.#pageErrors.push(error.error().message));
  }

  /** Opens the same folder in a second window, which shares settings and stored secrets with the first. */
  async newWindow(): Promise<WorkbenchWindow> {
    const window = new WorkbenchWindow(await this.#context.newPage(), this.address);
    await window.goto();
    return window;
  }

  /** Waits until an address that matches has been opened, and returns it. */
  waitForLink(pattern: RegExp): Promise<string> {
    const find = () => this.openedLinks.find((link) => pattern.test(link)) ?? "";
    return until(`a link like ${pattern} is opened`, find);
  }

  /** What the windows have shown and stored so far. */
  async traces(): Promise<readonly Trace[]> {
    const log = { place: "the server's output", text: this.serverLog() };
    const links = { place: "links opened", text: this.openedLinks.join("\n") };
    return [log, links, ...(await tracesOfBrowser(this.#context))];
  }

  serverLog(): string {
    return [this.server.log(), ...this.#pageErrors.map((message) => `[page error] ${message}`)].join("\n");
  }

  /** Keeps a screenshot of each window and the server's log in out/ui-failures; never rejects. */
  keepEvidence(name: string): Promise<void> {
    this.evidence = this.evidence.then(() => this.#photograph(name)).catch(console.error);
    return this.evidence;
  }

  async close(): Promise<void> {
    open.delete(this);
    await this.evidence;
    await Promise.all([this.#context.browser()?.close(), this.server.stop()]);
  }

  async #photograph(name: string): Promise<void> {
    mkdirSync(evidenceFolder, { recursive: true });
    // A test that fails once more must not cover up how it failed first.
    const title = `${++photographed} ${name}`;
    const file = path.join(evidenceFolder, title.replace(/[^a-z0-9]+/gi, "-").slice(0, 120));
    writeFileSync(`${file}.log`, this.serverLog());
    for (const [index, page] of this.#context.pages().entries())
      await page.screenshot({ path: `${file}-${index + 1}.png` });
  }
}
