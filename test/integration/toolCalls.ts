import * as vscode from "vscode";

/** What a tool has answered: its JSON, and the text as it went to whoever called. */
export interface Answered {
  readonly text: string;
  /** The value at the end of these keys. */
  at(...keys: readonly (string | number)[]): unknown;
}

/** Calls a tool as an extension does that answers no chat request. */
export async function call(name: string, input: object = {}): Promise<Answered> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const texts = content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : []));
  const [text = ""] = texts;
  if (content.length !== 1 || texts.length !== 1) throw new Error("an answer is one part of text");
  const answer: unknown = JSON.parse(text);
  return {
    text,
    at: (...keys) => keys.reduce<unknown>((value, key) => new Map(Object.entries(Object(value))).get(`${key}`), answer),
  };
}
