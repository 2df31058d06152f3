import { formatCount, language, t } from "../l10n.ts";
import { element } from "./element.ts";
import { keep, kept } from "./parts.ts";
import type { LogLine, LogUpdate } from "./protocol.ts";

const severities = [
  ["all", () => t("All lines")],
  ["notes", () => t("Warnings and errors")],
  ["errors", () => t("Errors only")],
] as const;

/** Whoever types a filter hears what is left once, not after each letter. */
const typingMs = 700;

interface Row {
  readonly line: LogLine;
  readonly element: HTMLElement;
  /** For the filter. */
  readonly text: string;
}

/**
 * The end of a deployment's log. It stays the same element while the rest of the page is drawn anew, so that its place,
 * its focus and a selection in it stay too. How it is looked at is kept for when VS Code makes the page anew.
 */
export class LogPane {
  readonly root: HTMLElement;
  readonly #lines = element("div", {}, []);
  readonly #list: HTMLElement;
  readonly #filter: HTMLInputElement;
  readonly #severity: HTMLSelectElement;
  readonly #wrap: HTMLButtonElement;
  readonly #follow: HTMLButtonElement;
  readonly #count = element("span", { class: "quiet" }, []);
  readonly #announce: (text: string) => void;
  readonly #time = new Intl.DateTimeFormat(language(), {
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  });
  #rows: readonly Row[] = [];
  /** Where the list was scrolled to, as far as we know. */
  #top = 0;
  /** The line that was the first in sight before the page was made anew, and how much of it was above. */
  #place: { readonly id: string; readonly offset: number } | undefined;
  #announcing = 0;

  /** @param announce says something to those who do not see the page */
  constructor(announce: (text: string) => void) {
    this.#announce = announce;
    this.#list = element(
      "div",
      { class: "log", tabindex: "0", role: "log", "aria-label": t("Log"), "aria-live": "off" },
      [this.#lines],
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
    const { filter, severity, isWrapped, lineId, lineOffset } = kept();
    if (typeof lineId === "string") this.#place = { id: lineId, offset: Number(lineOffset) || 0 };
    if (typeof filter === "string") this.#filter.value = filter;
    this.#severity.value = severities.find(([value]) => value === severity)?.[0] ?? "all";
    this.#wrap = toggle(t("Wrap lines"), "word-wrap", isWrapped !== false);
    this.#follow = toggle(t("Follow the end"), "arrow-down", !this.#place);
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

  /** Forgets how another log was looked at, but for what is the reader's own habit. */
  beginAnew(): void {
    this.#filter.value = "";
    this.#severity.value = "all";
    keep({ filter: undefined, severity: undefined, lineId: undefined });
    this.#place = undefined;
    set(this.#follow, true);
    this.take({ type: "log", keep: 0, lines: [] });
  }

  /** Takes up new lines, after those that stay. Lines that it has already stay what they are, with what is selected in them. */
  take({ keep, lines }: LogUpdate): void {
    const known = new Map(keep > 0 ? [] : this.#rows.map((row) => [row.line.id, row]));
    const added = lines.map((line) => {
      const row = known.get(line.id);
      known.delete(line.id);
      return row && JSON.stringify(row.line) === JSON.stringify(line) ? row : this.#rowOf(line);
    });
    const next = [...this.#rows.slice(this.#rows.length - keep), ...added];
    const staying = new Set(next);
    for (const row of this.#rows) if (!staying.has(row)) row.element.remove();
    this.#rows = next;
    let at = this.#lines.firstElementChild;
    for (const { element } of next) {
      if (element === at) at = at.nextElementSibling;
      else this.#lines.insertBefore(element, at);
    }
    for (const row of added) this.#sift(row);
    this.#count.textContent = this.#countWords();
    this.#mark();
    this.#goToPlace();
  }

  /** Goes to a line, counted from 0, whatever the filter; answers whether there is such a line. */
  show(index: number): boolean {
    const row = this.#rows[index];
    if (!row) return false;
    if (row.element.hidden) {
      this.#filter.value = "";
      this.#severity.value = "all";
      this.#siftAll();
    }
    for (const { element } of this.#rows) element.classList.toggle("shown", element === row.element);
    this.#setFollow(false);
    this.#list.focus({ preventScroll: true });
    row.element.scrollIntoView({ block: "center" });
    return true;
  }

  #siftAll(): void {
    keep({ filter: this.#filter.value, severity: this.#severity.value });
    for (const row of this.#rows) this.#sift(row);
    const words = this.#countWords();
    this.#count.textContent = words;
    this.#mark();
    this.#goToPlace();
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => this.#announce(words || t("All lines")), typingMs);
  }

  #listen(): void {
    this.#filter.addEventListener("input", () => this.#siftAll());
    this.#severity.addEventListener("change", () => this.#siftAll());
    this.#wrap.addEventListener("click", () => {
      flip(this.#wrap);
      keep({ isWrapped: isOn(this.#wrap) });
      this.#showWrap();
    });
    this.#follow.addEventListener("click", () => this.#setFollow(!isOn(this.#follow)));
    this.#list.addEventListener("keydown", (event) => {
      const { key } = event;
      if (key === "PageUp" || key === "ArrowUp") this.#leaveEnd();
      if (key !== "Home" && key !== "End") return;
      // The browser would go there bit by bit, and miss it when lines on the way are higher than it thought.
      event.preventDefault();
      this.#setFollow(key === "End");
      if (key === "Home") this.#list.scrollTop = 0;
    });
    this.#list.addEventListener("wheel", ({ deltaY }) => {
      if (deltaY < 0) this.#leaveEnd();
    });
    this.#list.addEventListener("scroll", () => this.#scrolled());
    this.#list.addEventListener("scrollend", () => this.#keepPlace());
    // The browser learns how high a line is when it comes into sight, so the end may move away when one gets there.
    new ResizeObserver(() => this.#goToPlace()).observe(this.#lines);
  }

  /** Whoever scrolls up wants to read; whoever comes back to the end wants to see what is new. */
  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    const left = scrollHeight - scrollTop - clientHeight;
    // When lines go, the browser scrolls up, too, but stays at the end.
    if (scrollTop < this.#top && left > 1) set(this.#follow, false);
    if (scrollTop > this.#top && left < 4) set(this.#follow, true);
    if (scrollTop !== this.#top) this.#place = undefined;
    this.#top = scrollTop;
  }

  /** At once: the browser scrolls bit by bit, and going to the end meanwhile would put an end to it. */
  #leaveEnd(): void {
    if (this.#list.scrollHeight > this.#list.clientHeight) set(this.#follow, false);
  }

  #setFollow(isFollowed: boolean): void {
    set(this.#follow, isFollowed);
    this.#goToPlace();
    this.#keepPlace();
  }

  #goToPlace(): void {
    const row = this.#place && this.#rows.find(({ line }) => line.id === this.#place?.id);
    if (isOn(this.#follow)) this.#list.scrollTop = this.#list.scrollHeight;
    else if (row && this.#place) this.#list.scrollTop = row.element.offsetTop + this.#place.offset;
    this.#top = this.#list.scrollTop;
  }

  #keepPlace(): void {
    if (isOn(this.#follow)) return keep({ lineId: undefined });
    const top = this.#list.scrollTop;
    const first = this.#rows.find(({ element }) => element.offsetTop + element.offsetHeight > top);
    if (first) keep({ lineId: first.line.id, lineOffset: top - first.element.offsetTop });
  }

  #sift({ line, element, text }: Row): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    const level = this.#severity.value;
    const isSevere = level === "all" || line.tone === "bad" || (level === "notes" && line.tone === "busy");
    element.toggleAttribute("hidden", !isSevere || !text.includes(wanted));
  }

  /** Marks what the filter has found, where that is not of several colours. */
  #mark(): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    const shown = wanted === "" ? [] : this.#rows.filter(({ element }) => !element.hidden);
    CSS.highlights.set("found", new Highlight(...shown.flatMap((row) => found(row.element, wanted))));
  }

  #countWords(): string {
    const all = this.#rows.length;
    const shown = this.#rows.filter(({ element }) => !element.hidden).length;
    return shown === all ? "" : t("{0} of {1} lines", formatCount(shown), formatCount(all));
  }

  #showWrap(): void {
    this.#list.classList.toggle("wrapped", isOn(this.#wrap));
  }

  #rowOf(line: LogLine): Row {
    const { at, severity, tone, text, more } = line;
    const pieces = text.map(({ text, styles }) =>
      styles.length === 0 ? text : element("span", { class: styles.map((style) => `ansi-${style}`).join(" ") }, [text]),
    );
    const inFullLog = t("{0} in the full log", new Date(at).toISOString());
    const made = element("div", { class: `line ${tone}` }, [
      element("span", { class: "time", title: inFullLog }, [this.#time.format(at)]),
      element("span", { class: "severity" }, [severity]),
      element("span", { class: "text" }, [
        ...pieces,
        ...(more === undefined ? [] : [element("span", { class: "quiet" }, [more])]),
      ]),
    ]);
    return { line, element: made, text: text.map(({ text }) => text.toLowerCase()).join("") };
  }
}

function toggle(label: string, iconId: string, isPressed: boolean): HTMLButtonElement {
  const made = element("button", { class: "icon", title: label, "aria-label": label }, [
    element("i", { class: `codicon codicon-${iconId}`, "aria-hidden": "true" }, []),
  ]);
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

/** Where a text stands in a line of the log. */
function found(line: HTMLElement, wanted: string): readonly Range[] {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(line.querySelector(".text") ?? line, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue?.toLowerCase() ?? "";
    // A few letters are longer when they are small.
    if (text.length !== node.nodeValue?.length) continue;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
}
