import assert from "node:assert/strict";
import * as fc from "fast-check";
import { panelView } from "../../src/present/details.ts";
import { logUpdate } from "../../src/present/panelLog.ts";
import type { LogEntry } from "../../src/sevalla/resources.ts";
import type { LogLine, PanelView, ToPanel } from "../../src/webview/protocol.ts";
import { anyOpenState, hostileText } from "../support/arbitrary.ts";
import { noon } from "../support/builders.ts";
import { aFullView } from "../support/panelViews.ts";
import { openPanelPage, type PanelPage } from "./panelPage.ts";

/** What a page may be made of. Whatever else is in it has been made of what others wrote. */
const allowed = {
  tags: `a article aside button caption code dd details div dl dt h1 h2 h3 header i img input li nav ol option p section
    select span summary table tbody td th thead time tr ul`,
  attributes: `alt aria-current aria-hidden aria-label aria-live aria-pressed class data-id datetime disabled hidden open
    placeholder role scope src style tabindex title type value`,
};

const longest = 2_000;
/** The page takes up and judges so many cases in one go: to ask it takes longer than to draw. */
const inOneGo = 25;
/** Each time as many as there are in one go: all in all as many as elsewhere. */
const numRuns = Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / inOneGo);
const inOne = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: inOneGo, maxLength: inOneGo });
const ref = { appId: "app", deploymentId: "deployment" };
const showing = (view: PanelView): ToPanel => ({ type: "view", view, ref });

/** What the page is sent, and the texts that must then be in it, or all lines of its log. */
interface Shown {
  readonly messages: readonly ToPanel[];
  readonly texts?: readonly string[];
  readonly lines?: readonly string[];
}

describe("Whatever the page of the details is sent", () => {
  let panel: PanelPage;

  before(async () => {
    panel = await openPanelPage(true);
    await panel.send({ type: "language", language: "en", messages: undefined });
  });

  after(() => panel.close());

  afterEach(() => assert.deepEqual(panel.errors, []));

  /** Told in JSON: the browser's driver takes its time for anything else. */
  const assertShown = async (all: readonly Shown[]) =>
    assert.deepEqual(await panel.page.evaluate(whatIsWrong, JSON.stringify({ all, allowed })), []);

  it("it shows as text, and makes nothing of it", async () => {
    await fc.assert(
      fc.asyncProperty(inOne(anyOpenState), (all) =>
        assertShown(
          all.map(({ state, shown }): Shown => {
            const view = panelView(state, shown.id, { arePicturesAllowed: true });
            const open = state.open.get(shown.id)?.log;
            const update = logUpdate(undefined, open?.kind === "ready" ? open.entries : []);
            const texts =
              view.kind === "notice" ? [view.title] : [view.app, view.title, ...view.errors.map(({ text }) => text)];
            return { messages: [showing(view), ...(update ? [update] : [])], texts };
          }),
        ),
      ),
      { numRuns },
    );
  });

  it("it shows in each place of a page, and makes nothing of it", async () => {
    const words = fc.array(hostileText, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(inOne(words), (all) =>
        assertShown(
          all.map((words): Shown => {
            const { view, texts } = aFullView((index) => words[index % words.length] ?? "");
            return { messages: [showing(view)], texts };
          }),
        ),
      ),
      { numRuns },
    );
  });

  it("it shows of a log the last lines, however that grows and whatever is in it", async () => {
    await panel.send(showing(aFullView(() => "").view));
    const logs = fc.array(anyStep, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(inOne(logs), (all) => assertShown(all.flatMap(stepByStep))),
      { numRuns },
    );
  });
});

/** A log from its beginning, which takes the place of the one that was shown before. */
function stepByStep(steps: readonly Step[]): readonly Shown[] {
  let shown: readonly LogEntry[] | undefined;
  return steps.map((step): Shown => {
    const now = numbered(step(shown ?? []));
    const update = logUpdate(shown, now);
    shown = now;
    const lines = (logUpdate(undefined, now)?.lines ?? []).map(wholeText);
    assert.equal(lines.length, Math.min(longest, now.length));
    return { messages: update ? [update] : [], lines };
  });
}

type Step = (log: readonly LogEntry[]) => readonly LogEntry[];

const message = fc.oneof(
  { weight: 40, arbitrary: hostileText },
  {
    weight: 10,
    arbitrary: fc.constantFrom("a 10%\r a 20%\r\n", "\u0000\u009b31m\u202e", "\u001b[38;2;1;2;3;7;41mred"),
  },
  { weight: 1, arbitrary: fc.constantFrom("<b>", "\u202e", "\u001b[31m").map((piece) => piece.repeat(5_000)) },
);
const entry = fc
  .record({ message, severity: fc.option(hostileText, { nil: undefined }) })
  .map((facts): LogEntry => ({ ...facts, id: "", service: undefined, at: noon }));
const few = fc.array(entry, { maxLength: 12 });
const many = fc
  .record({ some: fc.array(entry, { minLength: 1, maxLength: 3 }), count: fc.integer({ min: 1_500, max: 4_500 }) })
  .map(({ some, count }) =>
    Array.from({ length: count }, (_, index) => ({
      ...entryOf(some, index),
      message: `${index} ${entryOf(some, index).message.slice(0, 100)}`,
    })),
  );

/** What can become of a log: it grows at its end, a line arrives late, or it is another one. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 200,
    arbitrary: few.map(
      (more): Step =>
        (log) => [...log, ...more],
    ),
  },
  {
    weight: 1,
    arbitrary: many.map(
      (more): Step =>
        (log) => [...log, ...more],
    ),
  },
  {
    weight: 50,
    arbitrary: fc.tuple(entry, fc.nat()).map(
      ([late, at]): Step =>
        (log) =>
          log.toSpliced(at % 20, 0, late),
    ),
  },
  {
    weight: 20,
    arbitrary: few.map(
      (other): Step =>
        () =>
          other,
    ),
  },
);

function entryOf(some: readonly LogEntry[], index: number): LogEntry {
  const found = some[index % some.length];
  if (!found) throw new Error("no entry");
  return found;
}

let made = 0;

/** Gives those that have none an ID of their own. */
function numbered(log: readonly LogEntry[]): readonly LogEntry[] {
  return log.map((entry) => (entry.id === "" ? { ...entry, id: `entry ${made++}` } : entry));
}

function wholeText({ text, more = "" }: LogLine): string {
  return text.map(({ text }) => text).join("") + more;
}

/**
 * Runs in the page, which takes up one after the other: what then is in it that does not belong there, or is missing.
 * Only the last is laid out, too: to look for a font with each odd character takes longer than all else.
 */
function whatIsWrong(json: string): readonly string[] {
  const { all, allowed: these }: { all: readonly Shown[]; allowed: typeof allowed } = JSON.parse(json);
  const known = (words: string) => new Set(words.split(/\s+/));
  const [tags, attributes] = [known(these.tags), known(these.attributes)];
  return all.flatMap(({ messages, texts = [], lines }, index) => {
    document.documentElement.style.display = index < all.length - 1 ? "none" : "";
    for (const data of messages) window.dispatchEvent(new MessageEvent("message", { data }));
    const wrong = [...strange(), ...missing(texts), ...(lines ? otherLines(lines) : [])];
    return wrong.map((what) => `case ${index}: ${what}`);
  });

  function strange(): readonly string[] {
    const found = new Set<string>();
    for (const element of document.querySelectorAll("body *:not(main, #announcement, script)")) {
      const tag = element.localName;
      if (!tags.has(tag)) found.add(tag);
      for (const { name, value } of element.attributes) {
        const isFine =
          attributes.has(name) &&
          (name !== "class" || /^[\w\s~-]*$/.test(value)) &&
          (name !== "style" || /^height: \d+%;$/.test(value)) &&
          (name !== "src" || value.startsWith("https://"));
        if (!isFine) found.add(`${tag} ${name}="${value}"`);
      }
    }
    return [...found];
  }

  /** Which of the texts it does not show, nor says where one points at something. */
  function missing(texts: readonly string[]): readonly string[] {
    if (texts.length === 0) return [];
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) said.push(walker.currentNode.nodeValue ?? "");
    for (const element of document.querySelectorAll("[title], [aria-label]"))
      said.push(element.getAttribute("title") ?? "", element.getAttribute("aria-label") ?? "");
    return texts.filter((text) => !said.some((one) => one.includes(text)));
  }

  function otherLines(expected: readonly string[]): readonly string[] {
    const lines = [...document.querySelectorAll(".log .line .text")].map((text) => text.textContent);
    if (lines.length !== expected.length) return [`${lines.length} lines instead of ${expected.length}`];
    return expected.filter((text, index) => text !== lines[index]).slice(0, 1);
  }
}
