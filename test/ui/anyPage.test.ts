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
  attributes: `alt aria-current aria-hidden aria-label aria-labelledby aria-live aria-pressed class data-id data-key datetime disabled hidden id open
    placeholder role scope src style tabindex title type value`,
};

const longest = 2_000;
/** A case in a browser takes longer than one of the other property tests, and a log that grows longer still. */
const cases = (share: number, least: number) => ({
  numRuns: Math.max(least, Math.ceil((fc.readConfigureGlobal().numRuns ?? 0) / share)),
});
const ref = { appId: "app", deploymentId: "deployment" };
const showing = (view: PanelView): ToPanel => ({ type: "view", view, ref });

describe("Whatever the page of the details is sent", () => {
  let panel: PanelPage;

  before(async () => {
    panel = await openPanelPage(true);
    await panel.send({ type: "language", language: "en", messages: undefined });
  });

  after(() => panel.close());

  afterEach(() => assert.deepEqual(panel.errors, []));

  it("it shows as text, and makes nothing of it", async () => {
    await fc.assert(
      fc.asyncProperty(anyOpenState, async ({ state, shown }) => {
        const view = panelView(state, shown.id, noon, { arePicturesAllowed: true });
        const open = state.open.get(shown.id)?.log;
        const update = logUpdate(undefined, open?.kind === "ready" ? open.entries : []);
        await panel.send(showing(view), ...(update ? [update] : []));
        assert.deepEqual(await panel.page.evaluate(strangeThings, allowed), []);
        const texts = view.kind === "notice" ? [view.title] : [view.app, view.title, ...view.errors];
        assert.deepEqual(await panel.page.evaluate(missing, texts), []);
      }),
      cases(4, 50),
    );
  });

  it("it shows in each place of a page, and makes nothing of it", async () => {
    const words = fc.array(hostileText, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(words, async (words) => {
        const { view, texts } = aFullView((index) => words[index % words.length] ?? "");
        await panel.send(showing(view));
        assert.deepEqual(await panel.page.evaluate(strangeThings, allowed), []);
        assert.deepEqual(await panel.page.evaluate(missing, texts), []);
      }),
      cases(4, 50),
    );
  });

  it("it shows of a log the last lines, however that grows and whatever is in it", async () => {
    await panel.send(showing(aFullView(() => "").view));
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 5 }), async (steps) => {
        let shown: readonly LogEntry[] | undefined;
        for (const step of steps) {
          const now = numbered(step(shown ?? []));
          const update = logUpdate(shown, now);
          shown = now;
          const expected = (logUpdate(undefined, now)?.lines ?? []).map(wholeText);
          assert.equal(expected.length, Math.min(longest, now.length));
          if (update) await panel.send(update);
          assert.equal(await panel.page.evaluate(firstOtherLine, expected), undefined);
        }
        assert.deepEqual(await panel.page.evaluate(strangeThings, allowed), []);
      }),
      cases(16, 25),
    );
  });
});

type Step = (log: readonly LogEntry[]) => readonly LogEntry[];

const message = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.constantFrom("a 10%\r a 20%\r\n", "\u0000\u009b31m\u202e", "\u001b[38;2;1;2;3;7;41mred") },
  { weight: 1, arbitrary: fc.constantFrom("<b>", "\u202e", "\u001b[31m").map((piece) => piece.repeat(300_000)) },
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
    weight: 20,
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
    weight: 5,
    arbitrary: fc.tuple(entry, fc.nat()).map(
      ([late, at]): Step =>
        (log) =>
          log.toSpliced(at % 20, 0, late),
    ),
  },
  {
    weight: 2,
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

/** Runs in the page: what is in it that does not belong there. */
function strangeThings({ tags, attributes }: typeof allowed): readonly string[] {
  const [knownTags, knownAttributes] = [tags, attributes].map((words) => new Set(words.split(/\s+/)));
  const strange = new Set<string>();
  for (const element of document.querySelectorAll("body *:not(main, #announcement, script)")) {
    const tag = element.localName;
    if (!knownTags?.has(tag)) strange.add(tag);
    for (const { name, value } of element.attributes) {
      const isFine =
        knownAttributes?.has(name) &&
        (name !== "class" || /^[\w\s~-]*$/.test(value)) &&
        (name !== "id" || value === "effect") &&
        (name !== "style" || /^height: \d+%;$/.test(value)) &&
        (name !== "src" || value.startsWith("https://"));
      if (!isFine) strange.add(`${tag} ${name}="${value}"`);
    }
  }
  return [...strange];
}

/** Runs in the page: which of the texts it does not show, nor says where one points at something. */
function missing(texts: readonly string[]): readonly string[] {
  const said: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) said.push(walker.currentNode.nodeValue ?? "");
  for (const element of document.querySelectorAll("[title], [aria-label]"))
    said.push(element.getAttribute("title") ?? "", element.getAttribute("aria-label") ?? "");
  return texts.filter((text) => !said.some((one) => one.includes(text)));
}

/** Runs in the page: the first line that is another one than expected. */
function firstOtherLine(expected: readonly string[]): string | undefined {
  const lines = [...document.querySelectorAll(".log .line")].map((line) => line.querySelector(".text")?.textContent);
  if (lines.length !== expected.length) return `${lines.length} lines instead of ${expected.length}`;
  return expected.find((text, index) => text !== lines[index]);
}
