import { element } from "./element.ts";
import type { LogView } from "./protocol.ts";

/** The end of a deployment's log. It can be scrolled with the keyboard. */
export function logView(log: LogView): HTMLElement {
  if (log.kind === "message") return element("p", { class: "quiet" }, [log.text]);
  const note =
    log.leftOut > 0 ? [element("p", { class: "quiet" }, [`${log.leftOut} earlier lines are not shown.`])] : [];
  const lines = log.lines.map(({ time, severity, tone, text }) =>
    element("div", { class: `line ${tone}` }, [
      element("span", { class: "time" }, [time]),
      element("span", { class: "severity" }, [severity]),
      element("span", { class: "text" }, [text]),
    ]),
  );
  const list = element(
    "div",
    { class: "log", tabindex: "0", role: "region", "aria-label": "Log", "data-key": "log" },
    lines,
  );
  return element("div", {}, [...note, list]);
}
