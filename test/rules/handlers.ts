import { commandIds } from "../../src/contributions.ts";
import { importsOf } from "./importRules.ts";
import { type ProjectFile, projectFile } from "./projectFiles.ts";

/** The code of the file that handles each command, as src/commands/verbs.ts joins them. */
export function handlers(register: ProjectFile): ReadonlyMap<string, string> {
  const rows = [...register.text.matchAll(/\[commandIds\.(\w+),\s*(\w+)\]/g)];
  return new Map(
    rows.flatMap(([, key = "", verb = ""]) => {
      const id = new Map<string, string>(Object.entries(commandIds)).get(key);
      const file = fileOf(register, verb);
      return id === undefined || file === undefined ? [] : [[id, projectFile(file).text] as const];
    }),
  );
}

function fileOf(register: ProjectFile, verb: string): string | undefined {
  const statement = new RegExp(`^import[^;]*\\b${verb}\\b[^;]*;`, "m").exec(register.text)?.[0] ?? "";
  return importsOf({ path: register.path, text: statement })[0]?.target;
}
