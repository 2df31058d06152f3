import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { signIn } from "./signIn.ts";

/** Whether there is a token to act with; where there is none, the user is offered to sign in first. */
export async function requireSession(parts: Parts): Promise<boolean> {
  const { session } = parts;
  if (session.state.kind === "starting") await session.read();
  if (isSignedIn(parts)) return true;
  const isRejected = session.state.kind === "rejected";
  const what = isRejected ? "Sevalla no longer accepts the stored API key." : "You are signed out of Sevalla.";
  const button = isRejected ? "Sign in again" : "Sign in";
  if ((await notify.warning(`${what} Nothing was changed.`, button)) !== button) return false;
  await signIn(parts);
  return isSignedIn(parts);
}

function isSignedIn({ session }: Parts): boolean {
  return session.state.kind === "signedIn";
}
