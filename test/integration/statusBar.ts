import * as vscode from "vscode";

/** Each test file is a program of its own; what they share is kept where all of them look. */
const place = Symbol.for("sevalla-deployments.test.statusItem");

function item(): vscode.StatusBarItem | undefined {
  return Reflect.get(globalThis, place);
}

/** Has to be called before the extension starts: it makes its one entry of the status bar then. */
export function watchStatusBar(): void {
  if (item()) return;
  const { window } = vscode;
  const before = Object.getOwnPropertyDescriptor(window, "createStatusBarItem");
  const create = window.createStatusBarItem.bind(window);
  const value = (id: string, alignment?: vscode.StatusBarAlignment, priority?: number) => {
    const made = create(id, alignment, priority);
    Reflect.set(globalThis, place, made);
    if (before) Object.defineProperty(window, "createStatusBarItem", before);
    return made;
  };
  Object.defineProperty(window, "createStatusBarItem", { value, configurable: true, writable: true });
}

/** The text in the status bar, with the names of icons. */
export function statusText(): string {
  return item()?.text ?? "";
}

/** What a screen reader says of it. */
export function spokenStatus(): string {
  return item()?.accessibilityInformation?.label ?? "";
}
