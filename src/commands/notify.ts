import * as vscode from "vscode";
import { inert } from "../present/format.ts";

/**
 * Notifications. VS Code makes links, even to commands, of what looks like one in a message, and messages hold names and
 * texts from outside: here they are shown as they are. Each answers with the button that was pressed.
 */
export const notify = {
  information: (message: string, ...buttons: string[]) =>
    vscode.window.showInformationMessage(inert(message), ...buttons),
  warning: (message: string, ...buttons: string[]) => vscode.window.showWarningMessage(inert(message), ...buttons),
  /** Asks in the middle of the window. */
  ask: (message: string, detail: string, ...buttons: string[]) =>
    vscode.window.showWarningMessage(inert(message), { modal: true, detail: inert(detail) }, ...buttons),
  error: (message: string, ...buttons: string[]) => vscode.window.showErrorMessage(inert(message), ...buttons),
};
