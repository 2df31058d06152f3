import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Chromium {
  readonly executable: string;
  /** Environment variables it needs to find its libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
}

const unpackScript = `
const { default: chromium, inflate } = await import("@sparticuz/chromium");
await chromium.executablePath();
await inflate("node_modules/@sparticuz/chromium/bin/al2023.tar.br");
`;

/** Unpacks the browser from its npm package into the host's folder, unless that was done before. */
export function prepareChromium(hostFolder: string): Chromium {
  const unpacked = path.join(hostFolder, "chromium");
  if (!existsSync(unpacked)) unpack(hostFolder, unpacked);
  const fonts = writeFontConfiguration(hostFolder, unpacked);
  const executable = path.join(unpacked, "chromium");
  const env = { FONTCONFIG_FILE: fonts };
  if (starts(executable, env)) return { executable, env };
  // A machine without the NSS libraries: the package brings its own.
  const withLibraries = { ...env, LD_LIBRARY_PATH: path.join(unpacked, "al2023/lib") };
  if (starts(executable, withLibraries)) return { executable, env: withLibraries };
  throw new Error(`The browser from npm does not start: ${executable}`);
}

function unpack(hostFolder: string, target: string): void {
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", unpackScript], {
    cwd: hostFolder,
    // The package unpacks into the temporary folder.
    env: { ...process.env, TMPDIR: unfinished },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The browser could not be unpacked.\n${stderr}`);
  rmSync(target, { recursive: true, force: true });
  renameSync(unfinished, target);
}

/** The same fonts on every machine, also on one that has none: without a font text is 0 px wide and the workbench hangs. */
function writeFontConfiguration(hostFolder: string, unpacked: string): string {
  const file = path.join(hostFolder, "fonts.conf");
  const prefer = (family: string, font: string) =>
    `<alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  const configuration = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${path.join(unpacked, "fonts/fonts")}</dir>
<dir>${path.join(hostFolder, "node_modules/dejavu-fonts-ttf/ttf")}</dir>
<cachedir>${path.join(hostFolder, "fontcache")}</cachedir>
${prefer("sans-serif", "Open Sans")}
${prefer("system-ui", "Open Sans")}
${prefer("monospace", "DejaVu Sans Mono")}
</fontconfig>
`;
  writeFileSync(file, configuration);
  return file;
}

function starts(executable: string, env: Readonly<Record<string, string>>): boolean {
  return spawnSync(executable, ["--version"], { env: { ...process.env, ...env } }).status === 0;
}
