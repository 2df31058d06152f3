import type { SevallaClient } from "../sevalla/client.ts";
import type { Session } from "./session.ts";

const dayMs = 24 * 60 * 60_000;

/** Whether what is known of the key in use is of today. */
export function isKeyKnown({ accounts, checkedAt }: Session, now: number): boolean {
  const isNamed = accounts.some(({ isChosen, name }) => isChosen && name !== undefined);
  return isNamed && checkedAt !== undefined && Math.abs(now - checkedAt) < dayMs;
}

/**
 * Asks for the name and the end of the key in use, at most once a day. Whether what is known of it is of today. Never
 * throws.
 * @param now ms since the epoch
 */
export async function learnKey(client: () => SevallaClient, session: Session, now: number): Promise<boolean> {
  const { address } = session;
  const token = session.token(address);
  if (token === undefined || isKeyKnown(session, now)) return token !== undefined;
  try {
    const key = await client().checkKey(token);
    if (key.isValid) await session.describe(token, address, { ...key, checkedAt: now });
    return key.isValid;
  } catch {
    return false;
  }
}
