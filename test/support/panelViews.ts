import type { DeploymentView } from "../../src/webview/protocol.ts";

/** The view of a deployment of which there is nothing but its log. */
export function aDeploymentView(facts: Partial<DeploymentView> = {}): DeploymentView {
  return {
    kind: "deployment",
    app: "Shop",
    title: "Release",
    status: { word: "Succeeded", icon: "pass", tone: "good" },
    isLive: false,
    origin: { text: "Pushed", exact: "today" },
    warning: undefined,
    comparison: undefined,
    earlier: undefined,
    later: undefined,
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
