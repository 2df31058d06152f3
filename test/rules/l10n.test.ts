import assert from "node:assert/strict";
import { readTexts } from "./manifest.ts";
import { messagesOf } from "./messages.ts";
import { projectFile, projectFiles } from "./projectFiles.ts";
import { pairProblems, pluralProblems, type Translations, translationProblems } from "./translationRules.ts";

/** For language models, for whoever helps, and for programs. */
const english = [
  "src/present/forModel.ts",
  "src/present/support.ts",
  "src/present/toolAnswers.ts",
  "src/present/toolLog.ts",
  "src/tools/",
];
const read = projectFiles("src", ".ts").map((file) => ({ ...messagesOf(file), path: file.path }));
const messages = read.flatMap((file) => file.messages);
const texts = [...new Set(messages.map(({ text }) => text))];
const at = (text: string) => messagesOf({ path: "src/present/a.ts", text }).problems;

function bundle(language: string): Translations {
  return JSON.parse(projectFile(`media/l10n/bundle.l10n.${language}.json`).text);
}

describe("The texts of the code", () => {
  it("are looked up in the user's language, each as a whole and when it is shown", () => {
    const translated = read.filter(({ path }) => !english.some((start) => path.startsWith(start)));
    assert.deepEqual(
      translated.flatMap(({ problems }) => problems),
      [],
    );
    assert.ok(texts.length > 400, `only ${texts.length} texts were found`);
  });

  for (const [what, text] of [
    ["a sentence that is not looked up", 'export const say = () => "Nothing was changed.";'],
    ["one with a value in it", "export const say = (name: string) => `Rolling back $" + "{name}`;"],
    ["one of a page", "export const say = () => html`<p>No commits are known.</p>`;"],
    ["one that is looked up before the language is known", 'export const words = t("Nothing was changed.");'],
    ["one that is put together", 'export const say = (what: string) => t("Nothing was " + what);'],
    ["one with more values than places", 'export const say = () => t("Back to {0}", "a", "b");'],
  ] as const) {
    it(`would be caught with ${what}`, () => assert.equal(at(text).length, 1));
  }

  it("may be names, parts of addresses and what a log is told", () => {
    assert.deepEqual(
      at('export const id = "sevalla.apps"; log.info("Read the apps of it."); throw new Error("It is so.");'),
      [],
    );
  });
});

for (const language of ["de", "hu"]) {
  describe(`The translation to "${language}"`, () => {
    it("is complete, and loses nothing", () => {
      assert.deepEqual(translationProblems(texts, bundle(language)), []);
    });

    it("reads right for one and for many", () => {
      assert.deepEqual(pluralProblems(messages, language, bundle(language)), []);
    });

    it("has what package.json says, too", () => {
      const inEnglish = Object.entries(readTexts());
      const translations = readTexts(language);
      assert.deepEqual(Object.keys(translations), Object.keys(readTexts()));
      assert.deepEqual(
        inEnglish.flatMap(([key, text]) => pairProblems(text, translations[key] ?? "")),
        [],
      );
    });
  });
}

describe("A translation", () => {
  it("would be caught with a text that is missing, not used, or the same", () => {
    assert.equal(translationProblems(["Roll back", "Deploy"], { Deploy: "Bereitstellen" }).length, 1);
    assert.equal(translationProblems(["Deploy"], { Deploy: "Bereitstellen", Gone: "Weg" }).length, 1);
    assert.equal(pairProblems("Nothing was rolled back.", "Nothing was rolled back.").length, 1);
  });

  it("would be caught without a value, a command, a setting, or the end of its sentence", () => {
    assert.equal(pairProblems("{0} is live.", "Live.").length, 1);
    assert.equal(pairProblems("[Sign in](command:sevalla.signIn)", "Anmelden").length, 1);
    assert.equal(pairProblems("Look at `sevalla.app`.", "Sieh nach.").length, 1);
    assert.equal(pairProblems("Nothing was changed.", "Nichts wurde geändert").length, 1);
  });

  const commits = 'plural(count, t("{0} commit", formatCount(count)), t("{0} commits", formatCount(count)))';
  const counted = messagesOf({ path: "src/present/a.ts", text: `export const say = (count: number) => ${commits};` });

  it("would be caught with a plural where there is none, or none where there is one", () => {
    const same = { "{0} commit": "{0} commit", "{0} commits": "{0} commit" };
    const other = { "{0} commit": "{0} Commit", "{0} commits": "{0} Commits" };
    assert.deepEqual(pluralProblems(counted.messages, "hu", same), []);
    assert.deepEqual(pluralProblems(counted.messages, "de", other), []);
    assert.equal(pluralProblems(counted.messages, "de", same).length, 1);
    assert.equal(pluralProblems(counted.messages, "hu", other).length, 1);
  });

  it("would be caught with a count that has no plural", () => {
    const loose = messagesOf({
      path: "src/present/a.ts",
      text: 'export const say = (count: number) => t("{0} commits are undone", formatCount(count));',
    });
    assert.equal(pluralProblems(loose.messages, "de", {}).length, 1);
  });
});

describe("package.json", () => {
  it("leaves every text to the files of the languages, and no text is left over", () => {
    const { text } = projectFile("package.json");
    const keys = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key = ""]) => key);
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(readTexts()).sort());
    const shown =
      /"(?:title|shortTitle|displayName|description|markdownDescription|contents|userDescription|altText)": "(?!%|Sevalla")([^"]+)"/g;
    const said = [...text.matchAll(shown)].map(([, value = ""]) => value);
    // What is left is for language models.
    const { languageModelTools } = JSON.parse(text).contributes;
    assert.deepEqual(
      said.filter((value) => !JSON.stringify(languageModelTools).includes(value)),
      [],
    );
  });
});
