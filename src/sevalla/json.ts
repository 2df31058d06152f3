const pieceLength = 200_000;

/**
 * Reads JSON. Of a long list some elements at a time: a piece that ends within an element, or within a text, is none that
 * can be read by itself, and then all that is left is read in one go. Throws a SyntaxError.
 */
export function* json(text: string): Generator<undefined, unknown> {
  const start = /^\s*\[/.exec(text)?.[0].length;
  if (start === undefined || text.length < 2 * pieceLength) return JSON.parse(text);
  const all: unknown[] = [];
  let from = start;
  for (;;) {
    const end = text.indexOf("},{", from + pieceLength) + 1;
    const piece = end > 0 ? listOf(`[${text.slice(from, end)}]`) : undefined;
    const isLast = piece === undefined;
    for (const element of piece ?? JSON.parse(`[${text.slice(from)}`)) all.push(element);
    if (isLast) return all;
    from = end + 1;
    yield;
  }
}

function listOf(text: string): readonly unknown[] | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
