import type { Manifest } from "./manifest.ts";

/** The names that src/contributions.ts gives, by what they name. */
export interface Contributions {
  readonly commands: readonly string[];
  readonly views: readonly string[];
  readonly viewContainers: readonly string[];
  readonly contextKeys: readonly string[];
  readonly settings: readonly string[];
  readonly panels: readonly string[];
  readonly schemes: readonly string[];
  readonly authentication: readonly string[];
  readonly tools: readonly string[];
}

const properNames = new Set(["Sevalla", "Docker", "Git", "GitHub", "SHA", "ID", "API", "URL"]);
const ownName = /\bsevalla(?:\.\w+)+/g;
/** In a when clause what stands here is a view or a panel, not a context key. */
const place = /\b(?:view|focusedView|activeViewlet|activeWebviewPanelId)\s*[!=]=\s*'?([\w.]+)'?/g;

/** Where package.json and contributions.ts do not name the same things. */
export function nameDifferences({ contributes, activationEvents }: Manifest, named: Contributions): readonly string[] {
  const views = Object.values(contributes.views).flat();
  const containers = Object.values(contributes.viewsContainers).flat();
  const wokenBy = (kind: string) =>
    activationEvents.flatMap((event) => (event.startsWith(`${kind}:`) ? event.slice(kind.length + 1) : []));
  return [
    ...differences(
      "command",
      contributes.commands.map((one) => one.command),
      named.commands,
    ),
    ...differences(
      "view",
      views.map(({ id }) => id),
      named.views,
    ),
    ...differences(
      "view container",
      containers.map(({ id }) => id),
      named.viewContainers,
    ),
    ...differences("home of views", Object.keys(contributes.views), named.viewContainers),
    ...differences("setting", Object.keys(contributes.configuration.properties), named.settings),
    ...differences("panel that wakes us", wokenBy("onWebviewPanel"), named.panels),
    ...differences("file system that wakes us", wokenBy("onFileSystem"), named.schemes),
    ...differences(
      "authentication provider",
      contributes.authentication.map(({ id }) => id),
      named.authentication,
    ),
    ...differences(
      "tool",
      contributes.languageModelTools.map(({ name }) => name),
      named.tools,
    ),
    ...differences("context key", contextKeysIn(whenClauses(contributes)), named.contextKeys),
  ];
}

/** Commands and views that package.json speaks of and does not declare. */
export function danglingNames({ contributes }: Manifest): readonly string[] {
  const commands = new Set(contributes.commands.map(({ command }) => command));
  const views = new Set(Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id)));
  const menuCommands = Object.values(contributes.menus).flatMap((items) =>
    items.flatMap(({ command }) => command ?? []),
  );
  const linkCommands = contributes.viewsWelcome.flatMap(({ contents }) =>
    [...contents.matchAll(/\(command:([\w.]+)/g)].map(([, id = ""]) => id),
  );
  const usedCommands = [...menuCommands, ...linkCommands, ...contributes.keybindings.map(({ command }) => command)];
  const usedViews = contributes.viewsWelcome.map(({ view }) => view);
  for (const clause of whenClauses(contributes)) {
    for (const [whole, id = ""] of clause.matchAll(place)) if (/^view\b/.test(whole)) usedViews.push(id);
  }
  return [
    // VS Code's own commands are not ours to declare.
    ...usedCommands
      .filter((id) => !commands.has(id) && !id.startsWith("workbench."))
      .map((id) => `There is no command ${id}.`),
    ...usedViews.filter((id) => !views.has(id)).map((id) => `There is no view ${id}.`),
  ];
}

/** What is wrong with how commands and tools are called. */
export function titleProblems({ contributes }: Manifest): readonly string[] {
  const tools = contributes.languageModelTools.flatMap(({ name, displayName }) =>
    isSentenceCase(displayName) ? [] : [`${name}: "${displayName}"`],
  );
  const commands = contributes.commands.flatMap(({ command, title, shortTitle, category }) => [
    ...(category === "Sevalla" ? [] : [`${command} is not in the category Sevalla.`]),
    ...[title, shortTitle ?? title].filter((text) => !isSentenceCase(text)).map((text) => `${command}: "${text}"`),
  ]);
  return [...commands, ...tools];
}

/**
 * Commands that the palette offers although they do nothing without what a view hands over.
 * @param handlers the code that handles each command
 */
export function palettePitfalls({ contributes }: Manifest, handlers: ReadonlyMap<string, string>): readonly string[] {
  const { commandPalette = [] } = contributes.menus;
  const hidden = new Set(commandPalette.filter(({ when }) => when === "false").map(({ command }) => command));
  return contributes.commands.flatMap(({ command }) => {
    const handler = handlers.get(command);
    if (handler === undefined) return [`Nothing handles ${command}.`];
    const takesArgument = /\b\w*Ref\(argument\)/.test(handler);
    const canAsk = /\b(?:pick|require|linked|choose)\w*\(/.test(handler.replace(/\brequireSession\(/g, ""));
    return takesArgument && !canAsk && !hidden.has(command) ? [`${command} does nothing from the palette.`] : [];
  });
}

function differences(what: string, inManifest: readonly string[], inCode: readonly string[]): readonly string[] {
  const manifest = new Set(inManifest);
  const code = new Set(inCode);
  return [
    ...[...manifest].filter((name) => !code.has(name)).map((name) => `The ${what} ${name} is only in package.json.`),
    ...[...code]
      .filter((name) => !manifest.has(name))
      .map((name) => `The ${what} ${name} is only in contributions.ts.`),
  ];
}

function whenClauses(contributes: Manifest["contributes"]): readonly string[] {
  const { commands, menus, keybindings, views, viewsWelcome } = contributes;
  return [
    ...commands.map(({ enablement }) => enablement),
    ...[...Object.values(menus).flat(), ...keybindings, ...Object.values(views).flat(), ...viewsWelcome].map(
      ({ when }) => when,
    ),
  ];
}

function contextKeysIn(clauses: readonly string[]): readonly string[] {
  return clauses.flatMap((clause) => clause.replace(place, "").match(ownName) ?? []);
}

function isSentenceCase(text: string): boolean {
  const [first = "", ...rest] = text.split(" ");
  const isPlain = (word: string) => properNames.has(word) || word === word.toLowerCase();
  return (/^[A-Z][a-z]*$/.test(first) || properNames.has(first)) && rest.every(isPlain) && !/[.:!]$/.test(text);
}
