import { Session, type SessionState } from "../../src/model/session.ts";
import { FakeSecrets } from "./fakeSecrets.ts";

export const address = "https://api.example.com/v3";
export const elsewhere = "https://elsewhere.example.com/v3";

/** A window's session, with the kinds of the states that it tells of. */
export function started(secrets = new FakeSecrets(), apiAddress = () => address) {
  const session = new Session(secrets, apiAddress);
  const states: SessionState["kind"][] = [];
  session.onDidChange(({ kind }) => states.push(kind));
  return { session, secrets, states };
}

/** Resolves when what goes on by itself has gone on. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Resolves once this is so, after what goes on by itself has gone on; the test's time limit ends a wait in vain. */
export async function until(isTrue: () => boolean): Promise<void> {
  do await turn();
  while (!isTrue());
}
