export interface LaunchArguments {
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  readonly userDataDir: string | undefined;
  readonly extensionsDir: string | undefined;
  /** A folder or a .code-workspace file. */
  readonly opened: string | undefined;
}

/** Reads the arguments with which extension tests start VS Code; throws if there is nothing to test. */
export function readLaunchArguments(args: readonly string[]): LaunchArguments {
  const options = new Map<string, string>();
  for (const argument of args) {
    const [, name, value] = /^--([^=]+)=(.*)$/s.exec(argument) ?? [];
    if (name !== undefined && value !== undefined) options.set(name, value);
  }
  return {
    extensionDevelopmentPath: required(options, "extensionDevelopmentPath"),
    extensionTestsPath: required(options, "extensionTestsPath"),
    userDataDir: options.get("user-data-dir"),
    extensionsDir: options.get("extensions-dir"),
    opened: args.find((argument) => !argument.startsWith("--")),
  };
}

function required(options: ReadonlyMap<string, string>, name: string): string {
  const value = options.get(name);
  if (value === undefined) throw new Error(`--${name}= is missing.`);
  return value;
}
