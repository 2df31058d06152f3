import assert from "node:assert/strict";
import {
  authenticationId,
  commandIds,
  contextKeys,
  logScheme,
  panelType,
  settingKeys,
  toolNames,
  viewContainerId,
  viewIds,
} from "../../src/contributions.ts";
import { handlers } from "./handlers.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { type Contributions, danglingNames, nameDifferences, palettePitfalls, titleProblems } from "./manifestRules.ts";
import { projectFile } from "./projectFiles.ts";

const manifest = readManifest();
const named: Contributions = {
  commands: Object.values(commandIds),
  views: Object.values(viewIds),
  viewContainers: [viewContainerId],
  contextKeys: Object.values(contextKeys),
  settings: Object.values(settingKeys),
  panels: [panelType],
  schemes: [logScheme],
  authentication: [authenticationId],
  tools: Object.values(toolNames),
};
const registered = handlers(projectFile("src/commands/verbs.ts"));

/** package.json with some of its contributions changed. */
function changed(changes: Partial<Manifest["contributes"]>): Manifest {
  return { ...manifest, contributes: { ...manifest.contributes, ...changes } };
}

function retitled(changes: Partial<Manifest["contributes"]["commands"][number]>): Manifest {
  const [first, ...others] = manifest.contributes.commands;
  assert.ok(first);
  return changed({ commands: [{ ...first, ...changes }, ...others] });
}

describe("package.json and contributions.ts", () => {
  it("name the same commands, views, settings, panels, schemes, tools and context keys", () => {
    assert.deepEqual(nameDifferences(manifest, named), []);
  });

  for (const what of [
    "commands",
    "views",
    "viewContainers",
    "contextKeys",
    "settings",
    "panels",
    "schemes",
    "authentication",
    "tools",
  ] as const) {
    it(`would be told apart by one more or one less of the ${what}`, () => {
      assert.match(
        nameDifferences(manifest, { ...named, [what]: [...named[what], "sevalla.more"] })[0] ?? "",
        /sevalla\.more is only in contributions\.ts/,
      );
      assert.match(nameDifferences(manifest, { ...named, [what]: [] })[0] ?? "", /is only in package\.json/);
    });
  }

  it("would be told apart by a context key anywhere a condition stands", () => {
    const condition = "view == sevalla.apps && !sevalla.other";
    const { menus, views, viewsWelcome } = manifest.contributes;
    const changes = [
      { menus: { ...menus, "editor/title": [{ command: "sevalla.refresh", when: condition }] } },
      { keybindings: [{ command: "sevalla.refresh", when: condition }] },
      { views: { ...views, [viewContainerId]: [{ id: viewIds.apps, when: condition }] } },
      { viewsWelcome: [...viewsWelcome, { view: viewIds.apps, contents: "", when: condition }] },
    ];
    for (const change of changes) {
      assert.deepEqual(nameDifferences(changed(change), named), [
        "The context key sevalla.other is only in package.json.",
      ]);
    }
    assert.equal(nameDifferences(retitled({ enablement: condition }), named).length, 1);
  });
});

describe("package.json", () => {
  it("speaks of no command or view that it does not declare", () => {
    assert.deepEqual(danglingNames(manifest), []);
  });

  it("would be caught speaking of one", () => {
    const { menus } = manifest.contributes;
    const bad = [
      { menus: { ...menus, "view/title": [{ command: "sevalla.gone", when: "" }] } },
      { menus: { ...menus, "view/title": [{ command: "sevalla.refresh", when: "view == sevalla.gone" }] } },
      { viewsWelcome: [{ view: viewIds.apps, contents: "[Go](command:sevalla.gone)", when: "" }] },
      { viewsWelcome: [{ view: "sevalla.gone", contents: "", when: "" }] },
      { keybindings: [{ command: "sevalla.gone", when: "" }] },
    ];
    for (const change of bad) assert.match(danglingNames(changed(change)).join(), /^There is no \w+ sevalla\.gone\.$/);
  });

  it("titles every command in sentence case and puts it in the category Sevalla", () => {
    assert.deepEqual(titleProblems(manifest), []);
  });

  for (const title of ["Roll Back", "roll back", "Roll back.", "ROLL back", "Copy Image", ""]) {
    it(`would be caught with a command called "${title}"`, () => {
      assert.ok(titleProblems(retitled({ title })).length > 0);
    });
  }

  it("would be caught with a tool called in title case", () => {
    const [first, ...others] = manifest.contributes.languageModelTools;
    assert.ok(first);
    const tools = [{ ...first, displayName: "List Deployments" }, ...others];
    assert.equal(titleProblems(changed({ languageModelTools: tools })).length, 1);
  });

  it("would be caught with a command in another category, or with a short title in title case", () => {
    assert.equal(titleProblems(retitled({ category: "Other" })).length, 1);
    assert.equal(titleProblems(retitled({ shortTitle: "Sign In" })).length, 1);
  });

  it("offers in the palette only commands that can ask for what they act on", () => {
    assert.deepEqual(palettePitfalls(manifest, registered), []);
  });

  it("would be caught offering one that cannot, or that nobody handles", () => {
    const offered = changed({ menus: { ...manifest.contributes.menus, commandPalette: [] } });
    assert.deepEqual(palettePitfalls(offered, registered), ["sevalla.loadMore does nothing from the palette."]);
    const [id] = named.commands;
    const others = new Map([...registered].filter(([key]) => key !== id));
    assert.deepEqual(palettePitfalls(manifest, others), [`Nothing handles ${id}.`]);
  });
});
