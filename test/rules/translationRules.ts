import { type Message, placeholdersIn } from "./messages.ts";

export type Translations = Readonly<Record<string, string>>;

/** In Hungarian a noun after a number has no plural; English and German have one. */
const pluralAfterNumber: Readonly<Record<string, boolean>> = { de: true, hu: false };
/** What has to stand in a translation as it stands in the message: commands, code, settings and icons. */
const fixed = /\(command:[^)]*\)|\(https?:[^)]*\)|`[^`]*`|\$\([a-z-]+(?:~spin)?\)/g;
/** Reads the same whatever the count is. */
const countless = /\{\d\} (?:of|more|min|h|s|ms|d)\b|\bof \{\d\}|^[^a-z]*$/;

/** Messages without a translation, translations without a message, and those that lost something on the way. */
export function translationProblems(messages: readonly string[], translations: Translations): readonly string[] {
  const wanted = new Set(messages);
  const missing = [...wanted].filter((text) => !(text in translations)).map((text) => `"${text}" has no translation.`);
  const unused = Object.keys(translations).filter((text) => !wanted.has(text));
  const pairs = Object.entries(translations).filter(([text]) => wanted.has(text));
  return [
    ...missing,
    ...unused.map((text) => `"${text}" is translated, but nowhere said.`),
    ...pairs.flatMap(([text, translation]) => pairProblems(text, translation)),
  ];
}

/** What was lost between a message and its translation. */
export function pairProblems(text: string, translation: string): readonly string[] {
  const problems = [
    placeholdersIn(text).join() === placeholdersIn(translation).join() ? undefined : "other values",
    found(text) === found(translation) ? undefined : "other commands, code or icons",
    edges(text) === edges(translation) ? undefined : "another beginning or end",
    text === translation && text.split(/\s+/).length > 3 ? "no translation" : undefined,
  ];
  return problems.flatMap((problem) => (problem ? [`"${text}" → "${translation}" has ${problem}.`] : []));
}

/** Counts that would read wrong for one, or for many. */
export function pluralProblems(messages: readonly Message[], language: string, translations: Translations) {
  const forms = (form: Message["form"]) => messages.filter((message) => message.form === form);
  const [ones, others] = [forms("one"), forms("other")];
  const loose = messages.filter(({ form, isCounted, text }) => isCounted && !form && !countless.test(text));
  const slips = ones.flatMap(({ text: one, isCounted }, index) => {
    const other = others[index]?.text ?? "";
    if (!isCounted) return [];
    const isSame = counted(translations[one]) === counted(translations[other]);
    return isSame === pluralAfterNumber[language] && one !== other ? [`"${one}" and "${other}" in ${language}`] : [];
  });
  return [...loose.map(({ text }) => `"${text}" is not in plural(…).`), ...slips];
}

function counted(text: string | undefined): string | undefined {
  return text?.replace(/\{\d\}|\b(?:1|one|egy|Egy|ein|eine|einen|einem|einer)\b/g, "#");
}

function found(text: string): string {
  return [...(text.match(fixed) ?? [])].sort().join();
}

/** Spaces around the text, and how it ends: as a sentence, a question, a label or something unfinished. */
function edges(text: string): string {
  return [/^\s*/.exec(text)?.[0], /[.?!:…]?["”»“)]?\s*$/.exec(text)?.[0].replace(/["”»“)]/g, "")].join("|");
}
