import * as vscode from "vscode";

/** What the user was told, and with which buttons. */
export interface Told {
  readonly severity: "information" | "warning" | "error";
  readonly message: string;
  readonly detail: string;
  readonly isModal: boolean;
  readonly buttons: readonly string[];
}

type Answer = (told: Told) => string | undefined | Promise<string>;

/**
 * Stands in for the person at dialogs, pickers and input boxes, which VS Code refuses to show or cannot be driven in
 * tests. Notes what was shown; what nobody scripted is dismissed, as by Escape.
 */
export class User {
  readonly told: Told[] = [];
  /** Labels of each picker that was shown. */
  readonly offered: (readonly string[])[] = [];
  /** What each input box that was shown asked for. */
  readonly asked: string[] = [];
  /** Why the input box refused what was typed. */
  readonly refusals: string[] = [];
  readonly opened: string[] = [];
  readonly #answers: Answer[] = [];
  readonly #picks: string[] = [];
  readonly #texts: string[] = [];
  readonly #places: vscode.Uri[] = [];
  readonly #undo: (() => void)[] = [];
  #onTold = () => {};

  constructor() {
    const { window, env } = vscode;
    this.#replace(window, "showInformationMessage", this.#message("information"));
    this.#replace(window, "showWarningMessage", this.#message("warning"));
    this.#replace(window, "showErrorMessage", this.#message("error"));
    this.#replace(window, "showQuickPick", this.#quickPick);
    this.#replace(window, "showSaveDialog", async () => this.#places.shift());
    this.#replace(window, "createQuickPick", () => this.#standInPicker());
    this.#replace(window, "createInputBox", () => this.#inputBox(this.#createInputBox()));
    this.#replace(window, "showInputBox", this.#showInputBox);
    this.#replace(env, "openExternal", async (uri: vscode.Uri) => this.opened.push(uri.toString(true)) > 0);
  }

  readonly #createInputBox = vscode.window.createInputBox;

  /** Presses this button of the next message that is shown. */
  presses(button: string): void {
    this.#answers.push(({ buttons }) => buttons.find((one) => one === button));
  }

  /** Leaves the next message that is shown. */
  dismisses(): void {
    this.#answers.push(() => undefined);
  }

  /** Does something while the next message is shown, then presses a button of it. */
  meanwhile(act: () => unknown, button: string): void {
    this.#answers.push(async () => {
      await act();
      return button;
    });
  }

  picks(label: string): void {
    this.#picks.push(label);
  }

  savesTo(place: vscode.Uri): void {
    this.#places.push(place);
  }

  types(text: string): void {
    this.#texts.push(text);
  }

  /** Does nothing of what was scripted and has not come up. */
  forgets(): void {
    for (const script of [this.#answers, this.#picks, this.#texts]) script.length = 0;
  }

  /** Resolves once a message like this has been shown. */
  async hears(pattern: RegExp): Promise<Told> {
    for (;;) {
      const found = this.told.find(({ message }) => pattern.test(message));
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#onTold = resolve;
      });
    }
  }

  leaves(): void {
    for (const undo of this.#undo) undo();
  }

  #message(severity: Told["severity"]) {
    return async (message: string, ...rest: (vscode.MessageOptions | string)[]) => {
      const [first, ...others] = rest;
      const options = typeof first === "object" ? first : {};
      const buttons = (typeof first === "string" ? [first, ...others] : others).map(String);
      const told = { severity, message, detail: options.detail ?? "", isModal: options.modal === true, buttons };
      this.told.push(told);
      this.#onTold();
      return this.#answers.shift()?.(told);
    };
  }

  #quickPick = async (items: readonly vscode.QuickPickItem[] | PromiseLike<readonly vscode.QuickPickItem[]>) => {
    const all = await items;
    this.offered.push(all.map(({ label }) => label));
    const wanted = this.#picks.shift();
    if (wanted === undefined) return undefined;
    const found = all.find(({ label }) => label.includes(wanted));
    if (!found) throw new Error(`"${wanted}" is not among ${all.map(({ label }) => label).join(", ")}`);
    return found;
  };

  /** A picker in which the user chooses what the test scripted, or leaves. */
  #standInPicker() {
    const accepted: (() => unknown)[] = [];
    const hidden: (() => unknown)[] = [];
    const none: readonly vscode.QuickPickItem[] = [];
    let isGone = false;
    const picker = {
      busy: false,
      value: "",
      items: none,
      activeItems: [],
      selectedItems: none,
      onDidAccept: (listener: () => unknown) => accepted.push(listener),
      onDidHide: (listener: () => unknown) => hidden.push(listener),
      onDidChangeValue: () => undefined,
      onDidChangeSelection: () => undefined,
      show: async () => {
        // A patient user: chooses when the list is complete.
        while (picker.busy && !isGone) await new Promise((resolve) => setTimeout(resolve, 5));
        if (isGone) return;
        const picked = await this.#quickPick(picker.items);
        picker.selectedItems = picked ? [picked] : [];
        for (const listener of picked ? accepted : hidden) listener();
      },
      dispose: () => {
        isGone = true;
      },
    };
    return picker;
  }

  /** As VS Code does: what is wrong is not taken and can be typed again; without more to type it is left by Escape. */
  #showInputBox = async ({ prompt = "", validateInput }: vscode.InputBoxOptions = {}) => {
    this.asked.push(prompt);
    for (const text of this.#texts.splice(0)) {
      const found = await validateInput?.(text);
      const wrong =
        typeof found === "string" ? { message: found, severity: vscode.InputBoxValidationSeverity.Error } : found;
      if (wrong?.severity !== vscode.InputBoxValidationSeverity.Error) return text;
      this.refusals.push(wrong.message);
    }
    return undefined;
  };

  /** The real input box, but for its listeners, into which the user types what the test scripted. */
  #inputBox(real: vscode.InputBox): vscode.InputBox {
    const accepted: (() => unknown)[] = [];
    const hidden: (() => unknown)[] = [];
    const enter = () => {
      const text = this.#texts.shift();
      if (text === undefined) for (const listener of hidden) listener();
      else {
        box.value = text;
        for (const listener of accepted) listener();
      }
    };
    const note = (message: unknown) => {
      if (typeof message !== "string") return;
      this.refusals.push(message);
      enter();
    };
    const box: vscode.InputBox = new Proxy(real, {
      get: (target, key) => {
        if (key === "onDidAccept") return (listener: () => unknown) => accepted.push(listener);
        if (key === "onDidHide") return (listener: () => unknown) => hidden.push(listener);
        if (key === "onDidChangeValue") return () => undefined;
        if (key === "show") return enter;
        const value = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
      set: (target, key, value) => {
        const isSet = Reflect.set(target, key, value);
        if (key === "validationMessage") note(value);
        return isSet;
      },
    });
    return box;
  }

  #replace(target: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
    this.#undo.push(() => before && Object.defineProperty(target, name, before));
  }
}
