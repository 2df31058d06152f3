import type { Locator } from "playwright-core";

/** What can be read in an element now, as one line; empty if it cannot be seen. */
export async function visibleText(element: Locator): Promise<string> {
  const [text = ""] = await visibleTexts(element);
  return text;
}

/** What can be read in each of the elements that can be seen now. */
export async function visibleTexts(elements: Locator): Promise<string[]> {
  return (await elements.filter({ visible: true }).allInnerTexts()).map(oneLine);
}

/** VS Code's labels have non-breaking spaces, which `\s` covers. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
