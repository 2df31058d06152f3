/** What terminals make of the sequences in a line: its colours, as styles that the panel has in all themes. */
import { createAnsiSequenceParser, type ParseToken } from "ansi-sequence-parser";
import type { LogSpan } from "../webview/protocol.ts";
import { visible } from "./format.ts";

type Colour = NonNullable<ParseToken["foreground"]>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const otherSequences = /\u001b(?:\[[0-?]*[ -/]*[@-ln-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-Z\\^-~])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const looseEscapes = /\u001b(?!\[[0-?]*m)/g;

/** A text in its colours, harmless to read. Sequences that do anything else than colour are gone. */
export function coloured(text: string): readonly LogSpan[] {
  const plain = text.replaceAll("\u009b", "\u001b[").replaceAll("\u009d", "\u001b]");
  if (!plain.includes("\u001b")) return [{ text: visible(plain), styles: [] }];
  // The parser would swallow what follows an escape that begins nothing.
  const parsed = createAnsiSequenceParser().parse(plain.replace(otherSequences, "").replace(looseEscapes, "\ufffd"));
  return parsed.map((token) => ({ text: visible(token.value), styles: stylesOf(token) }));
}

const decorations = new Set<string>(["bold", "dim", "italic", "underline", "strikethrough"]);

function stylesOf({ foreground, background, decorations: own }: ParseToken): readonly string[] {
  const isReversed = own.has("reverse");
  const [ink, paper] = (isReversed ? [background, foreground] : [foreground, background]).map(nameOf);
  return [
    // The ends of the scale cannot be read on every theme; the theme's own ink can.
    ...(ink && ink !== "black" && ink !== "brightWhite" ? [ink] : []),
    ...(paper ? [`on-${paper}`] : isReversed ? ["reverse"] : []),
    ...[...own].filter((style) => decorations.has(style)),
  ];
}

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** The nearest of the sixteen colours that a theme has. */
function nameOf(colour: Colour | null | undefined): string | undefined {
  if (!colour) return undefined;
  if (colour.type === "named") return colour.name;
  if (colour.type === "rgb") return nearest(colour.rgb);
  const { index } = colour;
  if (index < 16) return named(index & 7, index > 7);
  if (index > 231) return nearest([0, 0, 0].map(() => 8 + 10 * (index - 232)));
  const levels = [0, 95, 135, 175, 215, 255];
  return nearest([36, 6, 1].map((step) => levels[Math.floor((index - 16) / step) % 6] ?? 0));
}

const leastColourful = 48;

/** By its hue, and among greys by how light it is. */
function nearest(rgb: readonly number[]): string | undefined {
  const [least, most] = [Math.min(...rgb), Math.max(...rgb)];
  if (most - least < leastColourful) {
    return most < 64 ? "black" : most < 160 ? "brightBlack" : most < 208 ? "white" : "brightWhite";
  }
  const hue = rgb.reduce((sum, level, index) => (level > (least + most) / 2 ? sum | (1 << index) : sum), 0);
  return named(hue, most >= 208);
}

function named(index: number, isBright: boolean): string | undefined {
  const name = names[index];
  return name && isBright ? `bright${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
}
