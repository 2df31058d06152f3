import { element, icon } from "./element.ts";
import type { PlanSection, PlanSide } from "./protocol.ts";

/** What a rollback to this deployment would do. `buttons` are what can be done about it. */
export function planSection(plan: PlanSection, buttons: readonly HTMLElement[]): HTMLElement {
  const actions = element("div", { class: "actions" }, buttons);
  if (plan.kind === "message") {
    const spinner = plan.isBusy ? icon("loading", "codicon-modifier-spin") : "";
    return element("div", { class: "plan" }, [
      element("p", {}, [spinner, plan.text]),
      ...(plan.isBusy ? [] : [actions]),
    ]);
  }
  const made = plan.isOutdated
    ? element("p", { class: "warning" }, [icon("warning"), plan.made])
    : element("p", { class: "quiet" }, [plan.made]);
  const sides = element("div", { class: "sides" }, [side(plan.from), icon("arrow-right"), side(plan.to)]);
  const mind = element(
    "ul",
    {},
    plan.mind.map((line) => element("li", {}, [line])),
  );
  return element("div", { class: "plan" }, [made, sides, mind, actions]);
}

function side({ name, title, line }: PlanSide): HTMLElement {
  return element("div", { class: "side" }, [
    element("h3", {}, [name]),
    element("p", {}, [title]),
    element("p", { class: "quiet" }, [line]),
  ]);
}
