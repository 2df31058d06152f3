import { t } from "../l10n.ts";
import { appRef } from "../model/ref.ts";
import { findApp } from "../model/store.ts";
import { visible } from "../present/format.ts";
import { reading } from "./lateProgress.ts";
import type { Parts } from "./parts.ts";

/** Reads further back in an app's deployments. */
export async function loadMore(parts: Parts, argument: unknown): Promise<void> {
  const { store, reader } = parts;
  const ref = appRef(argument);
  const app = ref && findApp(store.state, ref.appId);
  if (app) await reading(parts, t("Reading the deployments of {0}", visible(app.name)), () => reader.readMore(app.id));
}
