import { t } from "../l10n.ts";
export const defaultBaseUrl = "https://api.sevalla.com/v3";

/** Why a setting that does not parse is refused. */
export const baseUrlProblem = () =>
  t("The API address in the settings cannot be used: it has to be an https address, or an http one of this computer.");

/**
 * The API address in a setting, without a slash at its end; empty means the usual one. Undefined unless it is an https
 * address, or an http one of this computer, with neither credentials nor query: the API key goes there.
 */
export function parseBaseUrl(setting: string): URL | undefined {
  const text = setting.trim() || defaultBaseUrl;
  if (!URL.canParse(text) || /[?#]/.test(text)) return undefined;
  const url = new URL(text);
  const isPrivate = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  if (!isPrivate || url.username !== "" || url.password !== "") return undefined;
  url.pathname = url.pathname.replace(/\/+$/, "");
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
