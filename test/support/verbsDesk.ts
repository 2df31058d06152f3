/** The commands in plain Node: at a desk where everything can go wrong, with a person in front of it. */
import type * as vscode from "vscode";
import type { Parts } from "../../src/commands/parts.ts";
import { AppDetails } from "../../src/model/appDetails.ts";
import { LastErrors } from "../../src/model/lastErrors.ts";
import type { DeploymentRef } from "../../src/model/ref.ts";
import { Refresher } from "../../src/model/refresher.ts";
import type { Told, User } from "../integration/user.ts";
import { FakeMemory } from "./fakeMemory.ts";
import { fakeVsCode } from "./fakeVsCode.ts";
import { type FaultDesk, openFaultDesk } from "./faultDesk.ts";

/** What a command has done to be seen. */
export interface Done {
  /** What the user was told without being asked. */
  readonly told: readonly Told[];
  /** What the user was asked. */
  readonly asked: readonly Told[];
  /** What was opened or copied. */
  readonly shown: readonly string[];
}

export interface VerbsDesk extends FaultDesk {
  readonly user: User;
  /** Runs a command to its end, whatever time that takes. */
  runs(commandId: string, argument?: unknown): Promise<Done>;
  /** What VS Code keeps for the workspace. */
  readonly memory: FakeMemory;
  /** The lines of the output channel. */
  readonly logged: readonly string[];
  /** Goes on with what was under way when the window was last closed. */
  resumes(): void;
  /** The same, until the user is told something like this. */
  resumesUntil(told: RegExp): Promise<Told>;
}

const shown: string[] = [];

/** As much of VS Code as commands that show nothing else use. What `vscode` is to all that is loaded afterwards. */
const standIn = {
  ...fakeVsCode().api,
  ...{ ThemeIcon: class {}, CancellationTokenSource: class {} },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  ProgressLocation: { Notification: 15 },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  extensions: { getExtension: () => undefined },
  env: {
    ...{ uriScheme: "vscode", language: "en" },
    clipboard: { writeText: async (text: string) => void shown.push(`copied ${text}`) },
  },
  Uri: {
    parse: addressOf,
    from: ({ scheme, authority }: Record<string, string>) => addressOf(`${scheme}://${authority}/`),
  },
};
Object.defineProperty(standIn, "commands", { value: { executeCommand: async () => undefined } });
Reflect.set(globalThis, "vscodeStandIn", standIn);

function addressOf(text: string): object {
  return { toString: () => text };
}

export async function openVerbsDesk(): Promise<VerbsDesk> {
  const [{ User }, { openVerbs }] = await Promise.all([
    import("../integration/user.ts"),
    import("../../src/commands/verbs.ts"),
  ]);
  const desk = await openFaultDesk();
  const { client, session, store, reader, clock } = desk;
  const withProgress = (_: unknown, work: (progress: object, cancellation: object) => unknown) =>
    work({ report: () => {} }, { onCancellationRequested: () => {} });
  Object.assign(Reflect.get(standIn, "window"), { withProgress, setStatusBarMessage: () => undefined });
  const user = new User();
  const nothing: () => void = () => {};
  const logged: string[] = [];
  const write = (line: string) => void logged.push(line);
  const log: vscode.LogOutputChannel = Object.assign(JSON.parse("{}"), { warn: write, info: write, error: write });
  const nobody = { appIds: () => [], openIds: () => [], isListShown: () => false, isWindowFocused: () => false };
  const memory = new FakeMemory();
  const note = (what: string) => void shown.push(what);
  const verbs = openVerbs({
    ...{ client: () => client, session, store, reader, clock, log },
    refresher: new Refresher(reader, store, session, nobody, clock),
    // That a rollback has helped would be told at some time while another command runs.
    effects: Object.assign(JSON.parse("{}"), { follow: async () => undefined }),
    ...{ begun: Promise.resolve(), linksRead: () => Promise.resolve(), ending: new AbortController().signal },
    ...{ lastErrors: new LastErrors(), workspaceMemory: memory, globalMemory: new FakeMemory() },
    // No folder can be made there, so nothing is written.
    storageFolder: "/dev/null/locks",
    showPlanDocument: async (name) => note(`plan ${name}`),
    ...{
      currentLink: () => undefined,
      inFront: () => undefined,
      isViewVisible: () => false,
      selectedRows: () => [],
    },
    ...{ onDidMove: () => ({ dispose: nothing }), onDidShowView: () => ({ dispose: nothing }) },
    appDetails: async () =>
      new AppDetails(
        (id) => client.getApp(id),
        () => session.state,
      ),
    logs: async () => ({
      ...JSON.parse("{}"),
      open: async () => note("log"),
      openRuntime: async () => note("runtime log"),
    }),
    openPanel: async ({ deploymentId }: DeploymentRef) => note(`details ${deploymentId}`),
  } satisfies Omit<Parts, "rollbacks" | "deploys">);
  return {
    ...desk,
    ...{ user, memory, logged },
    resumes: () => verbs.resumeRollbacks(),
    resumesUntil(told) {
      verbs.resumeRollbacks();
      return clock.runUntil(user.hears(told));
    },
    async runs(commandId, argument) {
      const from = [user.told.length, shown.length, user.opened.length] as const;
      await clock.runUntil(verbs.run(commandId, argument));
      const told = user.told.slice(from[0]);
      return {
        told: told.filter(({ isModal }) => !isModal),
        asked: told.filter(({ isModal }) => isModal),
        shown: [...shown.slice(from[1]), ...user.opened.slice(from[2]).map((url) => `opened ${url}`)],
      };
    },
    async close() {
      user.leaves();
      await desk.close();
    },
  };
}
