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

/**
 * Puts an element for each item into `place`, in their order, and has each drawn. Those whose item stays are the same
 * ones, so that they keep the focus.
 */
export function fillKeyed<T extends { readonly id: string }>(
  place: HTMLElement,
  tag: "button" | "tr",
  items: readonly T[],
  draw: (made: HTMLElement, item: T) => void,
): void {
  const known = new Map([...place.children].map((child) => [child.getAttribute("data-id"), child]));
  const wanted = items.map((item) => {
    const found = known.get(item.id);
    const made = found instanceof HTMLElement ? found : element(tag, { "data-id": item.id }, []);
    known.delete(item.id);
    draw(made, item);
    return made;
  });
  for (const child of [...place.children]) if (!wanted.some((made) => made === child)) child.remove();
  for (const [index, made] of wanted.entries()) {
    const there = place.children[index] ?? null;
    if (there !== made) place.insertBefore(made, there);
  }
}
