import type { SevallaClient } from "../sevalla/client.ts";
import type { Session } from "./session.ts";

/** Asks for the name and the end of the key in use, once, where nobody has before. Never throws. */
export async function learnKey(client: () => SevallaClient, session: Session): Promise<void> {
  const { address } = session;
  const token = session.token(address);
  const isUnknown = session.accounts.some(({ isChosen, name }) => isChosen && name === undefined);
  if (token === undefined || !isUnknown) return;
  try {
    const key = await client().checkKey(token);
    if (key.isValid) await session.describe(token, address, key);
  } catch {
    // It is a name only: the next start asks again.
  }
}
