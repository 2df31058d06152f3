import { type CallExpression, type Node, parse } from "acorn";
import { ancestor } from "acorn-walk";
import { transformSync } from "esbuild";
import type { ProjectFile } from "./projectFiles.ts";

/** A message that the code shows in the user's language. */
export interface Message {
  /** In English, which is also the key of its translations. */
  readonly text: string;
  readonly path: string;
  /** How it stands in a call of `plural`. */
  readonly form: "one" | "other" | undefined;
  /** Its first value is a count. */
  readonly isCounted: boolean;
}

export interface ReadMessages {
  readonly messages: readonly Message[];
  /** Calls that no translator can follow, and texts that were not translated. */
  readonly problems: readonly string[];
}

const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "MethodDefinition"]);
/** What is written for a log, another programmer, or nobody. */
const untranslated =
  /^(?:.*\blog|console)\.\w+$|Error$|^(?:TooLarge|BrokenOff|Unreadable|omit|note|this\.#(?:omitted|ports\.note))$|^(?:t|describe|postMessage|getElementById|matchMedia|register\w*)$/;

/** Reads the calls of `t` and `plural` in a file below src, and looks for sentences outside of them. */
export function messagesOf({ path, text }: ProjectFile): ReadMessages {
  const { code } = transformSync(text, { loader: "ts", target: "es2023" });
  const messages: Message[] = [];
  const problems: string[] = [];
  const counts = new Set([...code.matchAll(/\b(\w+) = formatCount\(/g)].map(([, name = ""]) => name));
  const complain = (what: string) => problems.push(`${path}: ${what}`);
  ancestor(parse(code, { ecmaVersion: "latest", sourceType: "module" }), {
    CallExpression(call, _, parents) {
      if (nameOf(call.callee, code) !== "t") return;
      const message = literal(call.arguments[0]);
      if (message === undefined) return void complain(`t(${code.slice(call.start, call.end)}) names no message.`);
      if (!parents.some(({ type }) => functions.has(type))) complain(`"${message}" is looked up too early.`);
      const named = placeholdersIn(message).length;
      if (named !== call.arguments.length - 1) complain(`"${message}" has ${named} places for values.`);
      messages.push({
        text: message,
        path,
        form: formOf(call, parents, code),
        isCounted: isCounted(call, code, counts),
      });
    },
    Literal(node, _, parents) {
      if (typeof node.value === "string" && isSentence(node.value) && !isExempt(parents, code))
        complain(`"${node.value}" is not translated.`);
    },
    TemplateLiteral(node, _, parents) {
      const whole = node.quasis.map(({ value }) => value.cooked ?? "").join("{}");
      const tag = parents.at(-2);
      const words = tag?.type === "TaggedTemplateExpression" ? textOfHtml(whole) : whole;
      if (isSentence(words) && !isExempt(parents, code)) complain(`\`${words}\` is not translated.`);
    },
  });
  return { messages, problems };
}

/** The values that a message has places for, such as "{0}". */
export function placeholdersIn(message: string): readonly string[] {
  return [...new Set(message.match(/\{\d+\}/g))].sort();
}

function literal(node: Node | undefined): string | undefined {
  if (node === undefined || !("value" in node)) return undefined;
  return typeof node.value === "string" ? node.value : undefined;
}

function nameOf(node: Node, code: string): string {
  return code.slice(node.start, node.end);
}

function formOf(call: CallExpression, parents: readonly Node[], code: string): Message["form"] {
  const around = parents.at(-2);
  if (around?.type !== "CallExpression" || !("callee" in around) || !("arguments" in around)) return undefined;
  if (!code.startsWith("plural(", around.start)) return undefined;
  const place = Array.isArray(around.arguments) ? around.arguments.indexOf(call) : -1;
  return place === 1 ? "one" : "other";
}

/** @param counts names of what holds a formatted count */
function isCounted(call: CallExpression, code: string, counts: ReadonlySet<string>): boolean {
  const values = call.arguments.slice(1).map((value) => nameOf(value, code));
  return values.some((value) => value.startsWith("formatCount(") || counts.has(value));
}

/** Two words or more, the first of which begins like a sentence, or a word that ends like one. */
function isSentence(text: string): boolean {
  if (text.startsWith("Bearer ")) return false;
  return /^\W*[A-Z][a-z'’]*(?:-[a-z]+)? (?:[a-z{]|[A-Z][a-z])/.test(text) || /[a-z]{2} [a-z ]+[.!?]$/.test(text);
}

function isExempt(parents: readonly Node[], code: string): boolean {
  return parents.some(
    (parent) =>
      (parent.type === "CallExpression" || parent.type === "NewExpression") &&
      "callee" in parent &&
      untranslated.test(calleeOf(parent.callee, code)),
  );
}

function calleeOf(callee: unknown, code: string): string {
  const isNode = typeof callee === "object" && callee !== null && "start" in callee && "end" in callee;
  return isNode ? code.slice(Number(callee.start), Number(callee.end)) : "";
}

function textOfHtml(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
