type Child = Node | string;

/** Makes an element. Strings become text nodes: nothing is ever read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  children: readonly Child[],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

/** A codicon beside words that say the same. */
export function icon(id: string, modifier = ""): HTMLElement {
  return element("i", { class: `codicon codicon-${id} ${modifier}`.trim(), "aria-hidden": "true" }, []);
}
