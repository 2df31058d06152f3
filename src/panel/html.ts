import { randomBytes } from "node:crypto";
import { language, t } from "../l10n.ts";

/**
 * The panel's page: no content of its own and no inline code or style. All that is shown arrives as a message and is
 * put in place as text.
 * @param at the address of a file of ours, for the page
 * @param source where the page's policy lets files come from
 */
export function panelHtml(
  at: (folder: string, file: string) => string,
  source: string,
  arePicturesAllowed: boolean,
): string {
  const nonce = randomBytes(16).toString("base64url");
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `font-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    ...(arePicturesAllowed ? ["img-src https:"] : []),
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${at("dist", "codicon.css")}">
<link rel="stylesheet" href="${at("media", "panel.css")}">
<link rel="stylesheet" href="${at("media", "effect.css")}">
<title>${t("Deployment")}</title>
</head>
<body>
<main id="view"></main>
<p id="announcement" role="status" aria-live="polite"></p>
<script type="module" nonce="${nonce}" src="${at("dist", "webview.js")}"></script>
</body>
</html>`;
}
