import { age, duration, exactTime } from "../../src/present/format.ts";
import type { Bar, DeploymentView, Span, Words } from "../../src/webview/protocol.ts";
import { noon } from "./builders.ts";

/** The words as the page says them at noon. */
export function said(words: Words): string {
  return words
    .map((part) => (typeof part === "string" ? part : part.form === "age" ? age(part.at, noon) : exactTime(part.at)))
    .join("");
}

/** How long it has taken at noon. */
export function took({ from, to = noon }: Span): string {
  return duration(to - from);
}

/** The view of a deployment of which there is nothing but its log. */
export function aDeploymentView(facts: Partial<DeploymentView> = {}): DeploymentView {
  return {
    kind: "deployment",
    app: "Shop",
    title: "Release",
    status: { word: "Succeeded", icon: "pass", tone: "good" },
    isLive: false,
    origin: ["Pushed ", { at: noon, form: "age" }],
    warning: undefined,
    comparison: undefined,
    earlier: { label: "No earlier deployment", intent: undefined },
    later: { label: "No later deployment", intent: undefined },
    commit: undefined,
    facts: [],
    steps: [],
    errors: [],
    log: { kind: "lines", leftOut: 0, warning: undefined },
    effect: undefined,
    canCancel: false,
    deployAgain: undefined,
    rollBack: { whyNot: "" },
    plan: undefined,
    history: undefined,
    ...facts,
  };
}

/**
 * The view of a deployment with all that there can be.
 * @param word what stands in a place that shows what others wrote
 */
export function aFullView(word: (index: number) => string): {
  readonly view: DeploymentView;
  /** All that was put in. */
  readonly texts: readonly string[];
} {
  const texts: string[] = [];
  const next = () => {
    const text = word(texts.length);
    texts.push(text);
    return text;
  };
  const bar = (isThis: boolean): Bar => ({
    ...{ id: word(0), tone: "bad", isThis, isLive: !isThis, took: { from: noon, to: noon }, createdAt: noon },
    ...{ title: next(), status: next() },
  });
  const side = () => ({ name: next(), title: next(), line: [next()] });
  const view = aDeploymentView({
    app: next(),
    title: next(),
    status: { word: next(), icon: "error", tone: "bad" },
    origin: [next(), { at: noon, form: "age" }],
    warning: { text: [next()], mend: { type: "signIn" } },
    comparison: { text: [next()], live: word(0), canCompare: true },
    earlier: { label: next(), intent: { type: "open", deploymentId: word(0) } },
    later: { label: next(), intent: undefined },
    commit: {
      ...{ body: next(), author: next(), initials: "", picture: "https://example.com/a", sha: next() },
      ...{ fullSha: next(), branch: next(), canOpen: true },
    },
    facts: [
      { name: next(), value: [next()], at: undefined, copy: "image", hasPage: true },
      { name: next(), value: { from: noon, to: noon }, at: noon, copy: undefined, hasPage: false },
    ],
    steps: [{ name: next(), word: next(), icon: "pass", tone: "good", took: { from: noon, to: undefined } }],
    errors: [next(), next()].map((text) => ({ text, entry: 0, place: undefined })),
    log: {
      kind: "lines",
      leftOut: 5,
      warning: { text: [next(), { at: noon, form: "exact" }], mend: { type: "refresh" } },
    },
    effect: {
      ...{ sentence: next(), icon: "pass", tone: "good", isOver: false, warning: next(), figures: undefined },
    },
    canCancel: true,
    deployAgain: next(),
    rollBack: { label: next(), canPreview: true, isUndo: false },
    plan: {
      ...{ kind: "plan", made: [next()], isOutdated: true, from: side(), to: side(), mind: [next()] },
      undone: {
        summary: [next()],
        lists: [{ heading: next(), commits: [{ subject: next(), by: [next()] }], leftOut: next() }],
        canFetch: true,
      },
    },
    history: { bars: [bar(false), bar(true)] },
  });
  return { view, texts };
}
