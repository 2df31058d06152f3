/**
 * For what is asked on the way to something, of which nothing is to be lost by a look elsewhere. VS Code also gives the
 * focus back to a webview a moment after the palette has gone, and would close by that what came in between.
 */
export const staysOpen = { ignoreFocusOut: true } as const;
