import { startCodeServer } from "../host/codeServer.ts";
import { installHost } from "../host/hostInstall.ts";
import type { Stage } from "./stage.ts";

/** Starts a VS Code in the browser with the demo in it, and prints its address. */
export async function openInBrowser({ folder, vsix, settings }: Stage): Promise<() => Promise<void>> {
  const server = await startCodeServer({ host: installHost(), vsix, settings: { ...settings, "git.enabled": true } });
  console.log(`VS Code with the demo workspace is at ${server.address({ folder })}`);
  return () => server.stop();
}
