import * as vscode from "vscode";
import { t } from "../l10n.ts";
import type { KeyFacts } from "../model/accounts.ts";
import { type DeviceOutcome, followDeviceCode } from "../model/deviceSignIn.ts";
import { deviceWords, noCodeWords } from "../present/deviceSignIn.ts";
import { exactTime, visible } from "../present/format.ts";
import type { SevallaClient } from "../sevalla/client.ts";
import { noteRequest } from "../sevalla/connection.ts";
import { DeviceCodes, type NewDeviceCode } from "../sevalla/deviceCodes.ts";
import { SevallaError } from "../sevalla/errors.ts";
import { chooseFetch } from "../sevalla/hostFetch.ts";
import { notAccepted, storeKey } from "./acceptKey.ts";
import { notify } from "./notify.ts";
import type { Parts } from "./parts.ts";
import { pasteKey } from "./pasteKey.ts";

const authorizePage = "https://app.sevalla.com/authorize";
const tryAgain = () => t("Try again");
const paste = () => t("Paste an API key");

/** Only the newest code is worth waiting for: another try ends the one before. */
let newest = new AbortController();

/**
 * Signs in by a code that the user approves in the browser. Whether that came about. Throws a SevallaError when the API
 * address cannot be used.
 */
export async function signInWithBrowser(parts: Parts): Promise<boolean> {
  const { address } = parts.session;
  // Bound to the address of now: a key from one address is never shown to another.
  const client = parts.client();
  const codes = new DeviceCodes(address, { fetch: chooseFetch(), log: (line) => noteRequest(parts.log, line) });
  newest.abort();
  newest = new AbortController();
  const outcome = await outcomeOf(parts, codes, newest);
  if (outcome === undefined) return false;
  if (outcome instanceof SevallaError) return offer(noCodeWords(outcome), [tryAgain(), paste()], parts);
  if (outcome.kind !== "approved") return offer(deviceWords(outcome), [tryAgain()], parts);
  return take(parts, outcome.token, address, client);
}

/** How the sign-in ended, or why there was no code for it; undefined when the user cancelled. */
async function outcomeOf(
  { clock, ending }: Parts,
  codes: DeviceCodes,
  cancel: AbortController,
): Promise<DeviceOutcome | SevallaError | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: t("Sign in to Sevalla"), cancellable: true };
  const signal = AbortSignal.any([cancel.signal, ending]);
  return vscode.window.withProgress(options, async (progress, cancellation) => {
    cancellation.onCancellationRequested(() => cancel.abort());
    try {
      const code = await codes.start(signal);
      void showCode(code, (message) => progress.report({ message }));
      return await followDeviceCode(codes, code.code, clock, signal);
    } catch (error) {
      return signal.aborted ? undefined : SevallaError.from(error);
    }
  });
}

/** Shows and copies the code and opens the page to approve it on, which may ask the user first. */
async function showCode({ code, expiresAt }: NewDeviceCode, tell: (message: string) => void): Promise<void> {
  const isCopied = await vscode.env.clipboard.writeText(code).then(
    () => true,
    () => false,
  );
  const page = `${authorizePage}?code=${code}`;
  const rest = [
    ...(isCopied ? [t("It has been copied.")] : []),
    t("It is good until {0}.", exactTime(expiresAt, { timeStyle: "short" })),
    // VS Code makes a link of it. Nothing in it is from outside but the code, which is letters and digits.
    `[${t("Open the page again")}](${page})`,
  ];
  tell([t("approve the code {0} in your browser.", code), ...rest].join(" "));
  const isOpen = await vscode.env.openExternal(vscode.Uri.parse(page, true)).then(
    (opened) => opened,
    () => false,
  );
  if (!isOpen) tell([t("open {0} and approve the code {1}.", authorizePage, code), ...rest].join(" "));
}

/** Sevalla hands the token out once, so it is kept even if nothing more can be learned of it now. */
async function take(parts: Parts, token: string, address: string, client: SevallaClient): Promise<boolean> {
  let key: KeyFacts | undefined;
  try {
    const check = await client.checkKey(token, parts.ending);
    if (!check.isValid) return fail(notAccepted());
    key = { ...check, checkedAt: parts.clock.now() };
  } catch (error) {
    parts.log.warn(`The new API key could not be looked up: ${SevallaError.from(error).message}`);
  }
  const problem = await storeKey(parts, token, address, key);
  if (problem !== undefined) return fail(problem);
  if (parts.session.address !== address)
    return fail(t("The API address has changed. The key was stored for the old one."));
  void notify.information(
    key?.name ? t("Signed in to Sevalla with the API key {0}.", visible(key.name)) : t("Signed in to Sevalla."),
  );
  return true;
}

function fail(message: string): false {
  void notify.error(message);
  return false;
}

async function offer(message: string, buttons: readonly string[], parts: Parts): Promise<boolean> {
  const answer = await notify.warning(message, ...buttons);
  if (answer === tryAgain()) return signInWithBrowser(parts);
  return answer === paste() ? pasteKey(parts) : false;
}
