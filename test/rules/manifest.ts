import * as v from "valibot";
import { projectFile } from "./projectFiles.ts";

const when = v.optional(v.string(), "");
const command = v.object({
  command: v.string(),
  title: v.string(),
  shortTitle: v.optional(v.string()),
  category: v.optional(v.string()),
  icon: v.optional(v.string()),
  enablement: when,
});
const manifest = v.object({
  activationEvents: v.optional(v.array(v.string()), []),
  contributes: v.object({
    commands: v.array(command),
    menus: v.record(v.string(), v.array(v.object({ command: v.optional(v.string()), when }))),
    keybindings: v.optional(v.array(v.object({ command: v.string(), when })), []),
    viewsContainers: v.record(v.string(), v.array(v.object({ id: v.string() }))),
    views: v.record(v.string(), v.array(v.object({ id: v.string(), when }))),
    viewsWelcome: v.optional(v.array(v.object({ view: v.string(), contents: v.string(), when })), []),
    languageModelTools: v.array(
      v.object({
        name: v.string(),
        toolReferenceName: v.string(),
        displayName: v.string(),
        inputSchema: v.looseObject({}),
      }),
    ),
    authentication: v.array(v.object({ id: v.string() })),
    configuration: v.object({ properties: v.record(v.string(), v.unknown()) }),
  }),
});

/** The parts of package.json that name what the code names, too. */
export type Manifest = v.InferOutput<typeof manifest>;

export function readManifest(): Manifest {
  return v.parse(manifest, JSON.parse(projectFile("package.json").text));
}
