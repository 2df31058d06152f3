import { appRef } from "../model/ref.ts";
import type { Parts } from "./parts.ts";

export async function loadMore({ reader }: Parts, argument: unknown): Promise<void> {
  const ref = appRef(argument);
  if (ref) await reader.readMore(ref.appId);
}
