import * as vscode from "vscode";

let item: vscode.StatusBarItem | undefined;

/** Has to be called before the extension starts: it makes its one entry of the status bar then. */
export function watchStatusBar(): void {
  if (item) return;
  const { window } = vscode;
  const before = Object.getOwnPropertyDescriptor(window, "createStatusBarItem");
  const create = window.createStatusBarItem.bind(window);
  const value = (id: string, alignment?: vscode.StatusBarAlignment, priority?: number) => {
    item = create(id, alignment, priority);
    if (before) Object.defineProperty(window, "createStatusBarItem", before);
    return item;
  };
  Object.defineProperty(window, "createStatusBarItem", { value, configurable: true, writable: true });
}

/** The text in the status bar, with the names of icons. */
export function statusText(): string {
  return item?.text ?? "";
}

/** What a screen reader says of it. */
export function spokenStatus(): string {
  return item?.accessibilityInformation?.label ?? "";
}
