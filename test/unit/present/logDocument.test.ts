import assert from "node:assert/strict";
import fc from "fast-check";
import { type LogContent, logDocument, logFileName } from "../../../src/present/logDocument.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { aDeployment, aLog, noon } from "../../support/builders.ts";

type Ready = Extract<LogContent, { kind: "ready" }>;
const ready = (entries: Ready["entries"], facts: Partial<Ready> = {}): Ready => ({
  kind: "ready",
  entries,
  deployment: aDeployment("new"),
  stale: undefined,
  isCut: false,
  ...facts,
});
const textOf = (entries: Ready["entries"], facts: Partial<Ready> = {}) => logDocument(ready(entries, facts)).text;

describe("The document of a log", () => {
  it("has a line for an entry, with time and severity", () => {
    const text = textOf(aLog("Deployment queued", { message: "no", severity: "error" }));
    assert.equal(text, "2026-03-10T12:00:00.000Z  INFO     Deployment queued\n2026-03-10T12:00:01.000Z  ERROR    no\n");
  });

  it("sets the further lines of an entry in, so that none can pass for an entry", () => {
    const text = textOf(aLog("a\n2026-03-10T12:00:00.000Z  ERROR    faked\n\n", "b"));
    assert.match(text, /INFO {5}a\n {35}2026-03-10T12:00:00\.000Z {2}ERROR {4}faked\n2026\S+ {2}INFO {5}b\n$/);
  });

  it("is plain: terminal sequences are gone, and what hides or reorders text can be seen", () => {
    const text = textOf(aLog("\u001b[31mred\u001b[0m \u202eevil\u202c \u0000nul \u2028sep \ud800lone"));
    assert.match(text, /INFO {5}red ⟨U\+202E⟩evil⟨U\+202C⟩ \ufffdnul \ufffdsep /);
    assert.equal(text.split("\n").length, 2);
  });

  it("cuts a line of a megabyte, and an entry of a million lines, and says so", () => {
    const text = textOf(aLog("x".repeat(1_000_000), "y\n".repeat(1_000_000)));
    assert.match(text, /x… 990000 more characters\n/);
    assert.match(text, /\n {35}… 998001 more lines\n$/);
    assert.ok(text.length < 200_000);
  });

  it("begins with the last errors of a failed deployment", () => {
    const deployment = aDeployment("new", { status: "failed", commitSha: "a1b2c3d4" });
    const text = textOf(aLog("queued", { message: "Error: \u202eno", severity: "ERROR" }), { deployment });
    assert.match(text, /^Failed: Release new \(a1b2c3d\)\nLast errors:\n {2}Error: ⟨U\+202E⟩no\n\n2026-/);
  });

  it("begins with the first line when the deployment did not fail", () => {
    assert.match(textOf(aLog("Error: that was caught")), /^2026-/);
  });

  it("knows on which lines the steps and the errors are", () => {
    const deployment = aDeployment("new", { status: "failed" });
    const log = aLog("queued", "Cloning x\nfrom y", "HEAD is now at 1", "build", {
      message: "Error: a",
      severity: "ERROR",
    });
    const { text, sections, errors } = logDocument(ready(log, { deployment }));
    const lines = text.split("\n");
    assert.deepEqual(
      sections.map(({ title, first, last }) => [title, lines[first]?.slice(35), lines[last]?.slice(35)]),
      [
        ["Check out", "Cloning x", "HEAD is now at 1"],
        ["Build", "build", "Error: a"],
      ],
    );
    assert.deepEqual(
      errors.map(({ line }) => lines[line]?.slice(35)),
      ["Error: a"],
    );
  });

  it("keeps what was read when it cannot be read again, and says so at its end", () => {
    const text = textOf(aLog("a"), { stale: new SevallaError("offline") });
    assert.match(
      text,
      /INFO {5}a\n\nThe log could not be read again, so lines may be missing\. Sevalla could not be reached\./,
    );
  });

  it("says that there may be more than Sevalla sent", () => {
    assert.match(textOf(aLog("a"), { isCut: true, deployment: undefined }), /^Sevalla sends at most 1,000 lines/);
  });

  it("says in a sentence what there is instead of a log", () => {
    const sentence = (content: LogContent) => logDocument(content).text;
    assert.equal(sentence({ kind: "loading" }), "Loading the log…\n");
    assert.match(sentence({ kind: "signedOut" }), /^You are signed out of Sevalla\. Sign in to see this log\.\n$/);
    assert.match(
      sentence({ kind: "failed", error: new SevallaError("forbidden") }),
      /^The log could not be read\. .*permission.*\nOpen it again to retry\.\n$/,
    );
    assert.equal(sentence(ready([])), "This deployment has no log.\n");
    const running = aDeployment("new", { status: "inProgress" });
    assert.match(sentence(ready([], { deployment: running })), /^Nothing has been logged yet\./);
    assert.match(sentence(ready([], { deployment: undefined })), /^The app has logged nothing in the last hour\./);
  });

  it("keeps its lines whatever the log holds", () => {
    const message = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: "grapheme" }));
    const severity = fc.option(fc.string({ unit: "binary" }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.record({ message, severity })), (entries) => {
        const { text, sections, errors } = logDocument(ready(aLog(...entries)));
        const lines = text.split("\n");
        assert.equal(lines.filter((line) => /^\d{4}-\d\d-\d\dT/.test(line)).length, entries.length);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
        for (const { last } of sections) assert.ok(last < lines.length);
        for (const { line, text: title } of errors) assert.ok(line < lines.length && title !== "");
      }),
    );
  });
});

describe("The name of a log's document", () => {
  for (const [app, mark, name] of [
    ["Storefront", "a1b2c3d", "Storefront a1b2c3d.log"],
    ["../../etc/\u202epasswd", "v1:2/3", "etc ⟨U+202E⟩passwd v1-2-3.log"],
    ["", "runtime", "app runtime.log"],
    ["x".repeat(500), "1", `${"x".repeat(60)} 1.log`],
  ] as const) {
    it(`of ${app.slice(0, 20) || "an app without a name"} is fit for a file`, () =>
      assert.equal(logFileName(app, mark), name));
  }

  it("tells two deployments of one commit apart", () =>
    assert.equal(logFileName("Storefront", "a1b2c3d", noon), "Storefront a1b2c3d 2026-03-10 1200.log"));
});
