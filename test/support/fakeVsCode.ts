import os from "node:os";
import path from "node:path";
import { FakeMemory } from "./fakeMemory.ts";

export interface FakeContext {
  readonly subscriptions: { dispose(): void }[];
}

export interface FakeVsCode {
  /** To be found by `require("vscode")`. */
  readonly api: object;
  /** What is registered, listened to or created, and not yet disposed of. */
  readonly held: ReadonlySet<string>;
  /** The names of all else that was called. */
  readonly called: readonly string[];
  readonly commands: ReadonlyMap<string, Run>;
  /** What an extension is activated with. */
  context(): FakeContext;
}

/** What the user has set and stored. */
export interface Stored {
  /** The API's. */
  readonly address: () => string;
  readonly secret: (name: string) => string | undefined;
}

const nothingStored: Stored = { address: () => "https://api.sevalla.test/v3", secret: () => undefined };

type Run = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * VS Code's API without VS Code, as far as an extension registers, listens and is disposed of: what is registered,
 * created or listened to is held until it is disposed of, all else does nothing.
 */
export function fakeVsCode({ address, secret }: Stored = nothingStored): FakeVsCode {
  const held = new Set<string>();
  const called: string[] = [];
  const commands = new Map<string, Run>();
  let count = 0;
  const hold = (what: string): object => {
    const entry = `${what} (${++count})`;
    held.add(entry);
    return room(what, { dispose: () => void held.delete(entry) });
  };
  /** A part of the API, of which only what is told of has a value. */
  function room(name: string, known: Readonly<Record<string, unknown>>): object {
    return new Proxy(known, {
      get(_, key) {
        if (typeof key === "symbol" || key === "then") return undefined;
        if (key in known) return known[key];
        const what = `${name}.${key}`;
        if (/^(?:on[A-Z]|register|create)/.test(key)) return (id: unknown) => hold(`${what} ${named(id)}`.trim());
        return () => void called.push(what);
      },
    });
  }
  const registerCommand = (id: string, run: Run) => {
    commands.set(id, run);
    return hold(`command ${id}`);
  };
  const tabGroups = room("tabGroups", { activeTabGroup: {} });
  const api = {
    ...{ EventEmitter, Disposable, Uri: class {}, ThemeColor: class {}, FileChangeType: { Changed: 1 } },
    commands: room("commands", { registerCommand }),
    window: room("window", { tabGroups, state: { focused: true }, activeTextEditor: undefined }),
    workspace: room("workspace", {
      ...{ isTrusted: true, workspaceFolders: undefined },
      getConfiguration: () => ({ get: address, inspect: () => undefined }),
    }),
    lm: room("lm", {}),
    authentication: room("authentication", {}),
    env: { language: "en" },
    l10n: { bundle: undefined },
  };
  const context = () => ({
    subscriptions: [],
    secrets: room("secrets", { get: async (name: string) => secret(name) }),
    ...{ workspaceState: new FakeMemory(), globalState: new FakeMemory() },
    ...{ globalStorageUri: { fsPath: path.join(os.tmpdir(), "never-written") }, extensionUri: {} },
  });
  return { api, held, called, commands, context };
}

function named(id: unknown): string {
  return typeof id === "string" ? id : "";
}

class EventEmitter {
  readonly event = () => new Disposable(() => {});
  readonly fire = () => {};
  readonly dispose = () => {};
}

class Disposable {
  readonly dispose: () => void;

  constructor(dispose: () => void) {
    this.dispose = dispose;
  }

  static from(...all: readonly { dispose(): void }[]): Disposable {
    return new Disposable(() => {
      for (const one of all) one.dispose();
    });
  }
}
