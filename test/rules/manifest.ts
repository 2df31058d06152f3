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

const texts = v.record(v.string(), v.string());

/** The texts of package.json by their keys, in English or in the language of this tag. */
export function readTexts(language?: string): Readonly<Record<string, string>> {
  const file = language === undefined ? "package.nls.json" : `package.nls.${language}.json`;
  return v.parse(texts, JSON.parse(projectFile(file).text));
}

/** package.json with its texts in English. */
export function readManifest(): Manifest {
  const english = readTexts();
  const whole = JSON.parse(projectFile("package.json").text, (_, value: unknown) =>
    typeof value === "string" ? (english[/^%(.+)%$/.exec(value)?.[1] ?? ""] ?? value) : value,
  );
  return v.parse(manifest, whole);
}
