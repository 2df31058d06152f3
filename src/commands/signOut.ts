import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";

export async function signOut({ session, log }: Parts): Promise<void> {
  try {
    await session.signOut();
  } catch (error) {
    log.error(`The secret storage did not give up the key: ${String(error)}`);
    notify.error(
      "VS Code's secret storage could not be changed, so you are still signed in. Unlock your keyring, then try again.",
    );
    return;
  }
  notify.information("Signed out of Sevalla. The API key was removed from VS Code.");
}
