import { t } from "../l10n.ts";

/** The accounts were stored by a version of the extension that knows better: they must be left as they are. */
export class UnknownVersion extends Error {
  override readonly name = "UnknownVersion";

  constructor() {
    super(
      t(
        "Your API keys were stored by a newer version of this extension, so this one can neither read nor change them. Nothing was changed. Update the extension, then reload the window.",
      ),
    );
  }
}
