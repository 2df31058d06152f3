import { t } from "../l10n.ts";
import { appRef } from "../model/ref.ts";
import { removeLink } from "../workspace/writeLinks.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pickLink } from "./pickLink.ts";

/** Removes a link from a folder's settings. The app itself stays as it is. */
export async function unlinkApp({ store, currentLink }: Parts, argument: unknown): Promise<void> {
  const ref = appRef(argument);
  const links = store.state.links.filter(({ appId }) => ref === undefined || appId === ref.appId);
  if (links.length === 0) {
    void notify.information(t("No folder of this workspace is linked to an app. Nothing was changed."));
    return;
  }
  const link = await pickLink(store.state, links, currentLink(), t("Unlink app from"));
  if (link) await removeLink(link);
}
