import { formatCount, t } from "../l10n.ts";
import { element, icon } from "./element.ts";
import { keep, kept } from "./parts.ts";
import type { LogLine, LogUpdate } from "./protocol.ts";

const severities = [
  ["all", () => t("All lines")],
  ["notes", () => t("Warnings and errors")],
  ["errors", () => t("Errors only")],
] as const;

/**
 * The end of a deployment's log. It stays the same element while the rest of the page is drawn anew, so that its place,
 * its focus and a selection in it stay too.
 */
export class LogPane {
  readonly root: HTMLElement;
  readonly #list: HTMLElement;
  readonly #filter: HTMLInputElement;
  readonly #severity: HTMLSelectElement;
  readonly #wrap: HTMLButtonElement;
  readonly #follow: HTMLButtonElement;
  readonly #count: HTMLElement;

  constructor() {
    this.#list = element(
      "div",
      { class: "log", tabindex: "0", role: "log", "aria-label": t("Log"), "aria-live": "off" },
      [],
    );
    this.#filter = element(
      "input",
      { type: "search", placeholder: t("Filter"), "aria-label": t("Filter the log") },
      [],
    );
    this.#severity = element(
      "select",
      { "aria-label": t("Severity") },
      severities.map(([value, label]) => element("option", { value }, [label()])),
    );
    const { isWrapped } = kept();
    this.#wrap = toggle(t("Wrap lines"), "word-wrap", isWrapped !== false);
    this.#follow = toggle(t("Follow the end"), "arrow-down", true);
    this.#count = element("span", { class: "quiet", role: "status" }, []);
    const tools = element("div", { class: "tools" }, [
      this.#filter,
      this.#severity,
      this.#wrap,
      this.#follow,
      this.#count,
    ]);
    this.root = element("div", {}, [tools, this.#list]);
    this.#listen();
    this.#showWrap();
  }

  /** Takes up new lines, at the end or in place of all. */
  take({ isWhole, lines }: LogUpdate): void {
    const made = lines.map(lineElement);
    if (isWhole) this.#list.replaceChildren(...made);
    else this.#list.append(...made);
    for (const line of made) this.#sift(line);
    this.#tellCount();
    this.#toEnd();
  }

  #listen(): void {
    const siftAll = () => {
      for (const line of this.#list.children) this.#sift(line);
      this.#tellCount();
      this.#toEnd();
    };
    this.#filter.addEventListener("input", siftAll);
    this.#severity.addEventListener("change", siftAll);
    this.#wrap.addEventListener("click", () => {
      flip(this.#wrap);
      keep({ isWrapped: isOn(this.#wrap) });
      this.#showWrap();
    });
    this.#follow.addEventListener("click", () => {
      flip(this.#follow);
      this.#toEnd();
    });
    // Whoever scrolls up wants to read; whoever comes back to the end wants to see what is new.
    this.#list.addEventListener("scroll", () => set(this.#follow, this.#isAtEnd()));
  }

  #sift(line: Element): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    const hasText = wanted === "" || (line.textContent ?? "").toLowerCase().includes(wanted);
    const level = this.#severity.value;
    const isSevere =
      level === "all" || line.classList.contains("bad") || (level === "notes" && line.classList.contains("busy"));
    line.toggleAttribute("hidden", !hasText || !isSevere);
  }

  #tellCount(): void {
    const all = this.#list.children.length;
    const shown = all - this.#list.querySelectorAll("[hidden]").length;
    this.#count.textContent = shown === all ? "" : t("{0} of {1} lines", formatCount(shown), formatCount(all));
  }

  #isAtEnd(): boolean {
    return this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 4;
  }

  #toEnd(): void {
    if (isOn(this.#follow)) this.#list.scrollTop = this.#list.scrollHeight;
  }

  #showWrap(): void {
    this.#list.classList.toggle("wrapped", isOn(this.#wrap));
  }
}

function lineElement({ time, severity, tone, text }: LogLine): HTMLElement {
  const pieces = text.map(({ text, styles }) =>
    styles.length === 0 ? text : element("span", { class: styles.map((style) => `ansi-${style}`).join(" ") }, [text]),
  );
  return element("div", { class: `line ${tone}` }, [
    element("span", { class: "time" }, [time]),
    element("span", { class: "severity" }, [severity]),
    element("span", { class: "text" }, pieces),
  ]);
}

function toggle(label: string, iconId: string, isPressed: boolean): HTMLButtonElement {
  const made = element("button", { class: "icon", title: label, "aria-label": label }, [icon(iconId)]);
  set(made, isPressed);
  return made;
}

function isOn(button: HTMLButtonElement): boolean {
  return button.getAttribute("aria-pressed") === "true";
}

function set(button: HTMLButtonElement, isPressed: boolean): void {
  button.setAttribute("aria-pressed", String(isPressed));
}

function flip(button: HTMLButtonElement): void {
  set(button, !isOn(button));
}
