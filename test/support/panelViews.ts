import type { Bar, DeploymentView } from "../../src/webview/protocol.ts";

/** The view of a deployment of which there is nothing but its log. */
export function aDeploymentView(facts: Partial<DeploymentView> = {}): DeploymentView {
  return {
    kind: "deployment",
    app: "Shop",
    title: "Release",
    status: { word: "Succeeded", icon: "pass", tone: "good" },
    isLive: false,
    origin: { text: "Pushed", exact: "today", iso: "2026-03-10T12:00:00Z" },
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
    ...{ id: word(0), height: 0.5, tone: "bad", isThis, isLive: !isThis },
    ...{ title: next(), status: next(), took: next(), age: next() },
  });
  const side = () => ({ name: next(), title: next(), line: next() });
  const view = aDeploymentView({
    app: next(),
    title: next(),
    status: { word: next(), icon: "error", tone: "bad" },
    origin: { text: next(), exact: next(), iso: word(0) },
    warning: next(),
    comparison: { text: next(), live: word(0) },
    earlier: { label: next(), intent: { type: "open", deploymentId: word(0) } },
    later: { label: next(), intent: undefined },
    commit: {
      ...{ body: next(), author: next(), initials: "", picture: "https://example.com/a", sha: next() },
      ...{ fullSha: next(), branch: next(), canOpen: true },
    },
    facts: [
      { name: next(), value: next(), copy: "image" },
      { name: next(), value: { text: next(), exact: next(), iso: word(0) }, copy: undefined },
    ],
    steps: [{ name: next(), word: next(), icon: "pass", tone: "good", took: next() }],
    errors: [next(), next()],
    log: { kind: "lines", leftOut: 5, warning: next() },
    effect: {
      ...{ sentence: next(), icon: "pass", tone: "good", isOver: false, warning: next(), figures: undefined },
    },
    rollBack: { label: next(), canPreview: true, isUndo: false },
    plan: {
      ...{ kind: "plan", made: next(), isOutdated: true, from: side(), to: side(), mind: [next()] },
      undone: {
        summary: [next()],
        lists: [{ heading: next(), commits: [{ subject: next(), mark: next(), by: next() }], leftOut: next() }],
        canFetch: true,
      },
    },
    history: { bars: [bar(false), bar(true)], longest: next() },
  });
  return { view, texts };
}
