/** The details panel's page: draws the view it is sent, as text, and posts what the user asks for. */
import { effectSection } from "./effect.ts";
import { element, icon } from "./element.ts";
import { logView } from "./logView.ts";
import { planSection } from "./planSection.ts";
import type { DeploymentView, Fact, FromPanel, NoticeView, PanelView, Step, ToPanel } from "./protocol.ts";

const host = acquireVsCodeApi();
const root = byId("view");
const announcement = byId("announcement");
let lastStatus = "";

function post(message: FromPanel): void {
  host.postMessage(message);
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}`);
  return found;
}

function button(label: string, iconId: string, intent: FromPanel, isPrimary = false): HTMLButtonElement {
  const made = element("button", { class: isPrimary ? "primary" : "secondary", "data-key": label }, [
    icon(iconId),
    label,
  ]);
  made.addEventListener("click", () => post(intent));
  return made;
}

function noticeView(view: NoticeView): HTMLElement[] {
  const action = view.action && button(view.action.label, "arrow-right", { type: view.action.intent }, true);
  return [
    element("h1", {}, [view.isBusy ? icon("loading", "codicon-modifier-spin") : "", view.title]),
    element("p", {}, [view.text]),
    ...(action ? [element("div", { class: "actions" }, [action])] : []),
  ];
}

function header(view: DeploymentView): HTMLElement {
  const { word, icon: iconId, tone } = view.status;
  const spin = iconId.endsWith("~spin") ? "codicon-modifier-spin" : "";
  const badges = [
    element("span", { class: `status ${tone}` }, [icon(iconId.replace("~spin", ""), spin), word]),
    ...(view.isLive ? [element("span", { class: "live" }, [icon("broadcast"), "Live"])] : []),
  ];
  return element("header", {}, [
    element("p", { class: "app" }, [view.app]),
    element("h1", {}, [view.title]),
    element("div", { class: "badges" }, badges),
    ...(view.body ? [element("p", { class: "body" }, [view.body])] : []),
    ...(view.warning ? [element("p", { class: "warning" }, [icon("warning"), view.warning])] : []),
    actions(view),
  ]);
}

function actions(view: DeploymentView): HTMLElement {
  const rollBack =
    "label" in view.rollBack
      ? button(view.rollBack.label, "discard", { type: "rollBack" }, true)
      : element("span", { class: "why" }, [view.rollBack.whyNot]);
  const preview =
    "label" in view.rollBack && view.rollBack.canPreview && !view.plan
      ? [button("Preview rollback", "preview", { type: "preview" })]
      : [];
  const commit = view.canOpenCommit ? [button("Open commit", "git-commit", { type: "openCommit" })] : [];
  return element("div", { class: "actions" }, [rollBack, ...preview, ...commit]);
}

function stepsList(steps: readonly Step[]): HTMLElement {
  const items = steps.map(({ name, word, icon: iconId, tone }) => {
    const spin = iconId.endsWith("~spin") ? "codicon-modifier-spin" : "";
    return element("li", { class: tone }, [
      icon(iconId.replace("~spin", ""), spin),
      element("span", { class: "name" }, [name]),
      element("span", { class: "word" }, [word]),
    ]);
  });
  return section("Steps", element("ol", { class: "steps" }, items));
}

function factList(facts: readonly Fact[]): HTMLElement {
  const rows = facts.flatMap(({ name, value, exact, copy }) => {
    const text = element("span", exact ? { title: exact } : {}, [value]);
    const copyButton = copy ? [copyButtonFor(name, copy)] : [];
    return [element("dt", {}, [name]), element("dd", {}, [text, ...copyButton])];
  });
  return section("Details", element("dl", {}, rows));
}

function copyButtonFor(name: string, what: NonNullable<Fact["copy"]>): HTMLElement {
  const label = `Copy ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const made = element("button", { class: "icon", title: label, "aria-label": label, "data-key": label }, [
    icon("copy"),
  ]);
  made.addEventListener("click", () => post({ type: "copy", what }));
  return made;
}

function section(title: string, ...content: HTMLElement[]): HTMLElement {
  return element("section", { "aria-label": title }, [element("h2", {}, [title]), ...content]);
}

function deploymentView(view: DeploymentView): HTMLElement[] {
  const columns = element("div", { class: "columns" }, [factList(view.facts), stepsList(view.steps)]);
  const effect = view.effect ? [effectSection(view.effect)] : [];
  return [header(view), ...planOf(view), ...effect, columns, section("Log", logView(view.log))];
}

function planOf({ plan }: DeploymentView): HTMLElement[] {
  if (!plan) return [];
  const buttons = [
    button("Plan again", "refresh", { type: "preview" }),
    button("Open as document", "go-to-file", { type: "planDocument" }),
  ];
  return [section("Rollback plan", planSection(plan, buttons))];
}

function draw(view: PanelView): void {
  const focused = document.activeElement?.getAttribute("data-key");
  const log = root.querySelector(".log");
  const wasAtEnd = !log || log.scrollHeight - log.scrollTop - log.clientHeight < 4;
  const scrolled = log?.scrollTop ?? 0;
  root.replaceChildren(...(view.kind === "notice" ? noticeView(view) : deploymentView(view)));
  const nextLog = root.querySelector(".log");
  if (nextLog) nextLog.scrollTop = wasAtEnd ? nextLog.scrollHeight : scrolled;
  if (focused) root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  announce(view);
}

function announce(view: PanelView): void {
  const closing = view.kind === "deployment" && view.effect?.isOver ? `. ${view.effect.sentence}` : "";
  const status = view.kind === "notice" ? view.title : `${view.title}: ${view.status.word}${closing}`;
  if (status !== lastStatus && lastStatus !== "") announcement.textContent = status;
  lastStatus = status;
}

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  host.setState(data.ref);
  draw(data.view);
});
post({ type: "ready" });
