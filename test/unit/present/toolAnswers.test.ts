import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { RollbackOutcome } from "../../../src/model/rollbackOutcome.ts";
import type { ToolAnswer } from "../../../src/present/forModel.ts";
import { notice } from "../../../src/present/forModel.ts";
import {
  errorAnswer,
  listAnswer,
  outcomeAnswer,
  planAnswer,
  whichAppAnswer,
} from "../../../src/present/toolAnswers.ts";
import { logAnswer } from "../../../src/present/toolLog.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import type { LogEntry } from "../../../src/sevalla/resources.ts";
import { anyLog, hostileText } from "../../support/arbitrary.ts";
import { aDeployment, aLog, anApp, hour, minute, noon } from "../../support/builders.ts";
import { aPlan, aRollback, finishedAs } from "../../support/plans.ts";

const shop = anApp("shop");
const kept = { id: "plan-1", plan: aPlan, until: noon + 15 * minute };
/** What nobody may learn from an answer, wherever it stands in what is shown. */
const secret = "svl_canary0123 ada@example.com PASSWORD=hunter2 https://u:hunter2@host/";
const leak = /canary|ada@|hunter2/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** What stands in an answer outside of what it says is not to be trusted. */
function trusted(answer: unknown): string {
  return JSON.stringify(answer, (key, value) => (key === "untrusted" ? undefined : value));
}

/** Values at the end of these keys. */
function at(answer: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => new Map(Object.entries(Object(value))).get(key), answer);
}

function hostile(text: string) {
  const facts = { commitMessage: text, branch: text, authorLogin: text, trigger: text, commitSha: text, status: text };
  return aDeployment("hostile", { ...facts, image: text, createdAt: noon });
}

/** Every kind of answer in which this text can stand. */
function answersWith(text: string): readonly ToolAnswer[] {
  const app = anApp("shop", { name: text });
  const deployment = hostile(text);
  const commit = { sha: "a".repeat(40), subject: text, author: text, at: noon };
  const undone = { count: 30, isCut: false, newest: Array.from({ length: 30 }, () => commit) };
  const files = { count: 1, insertions: 1, deletions: 1, risky: [text], riskyCount: 1 };
  const plan = {
    ...{ ...aPlan, app, live: deployment, target: { ...deployment, createdAt: noon - hour } },
    risks: { isAutoDeployOn: true, isHibernationOn: true, jobs: [text], changedVariables: [text] },
    undone: { kind: "known", undone, returning: undone, files },
  } as const;
  const outcomes: readonly RollbackOutcome[] = [
    { kind: "changed", now: plan },
    { kind: "calledOff" },
    { kind: "refused", error: new SevallaError("rejected", { serverMessage: text }) },
    { kind: "unconfirmed", error: new SevallaError("timeout"), other: deployment },
    finishedAs({ ...deployment, status: "failed" }, { errors: [text] }),
  ];
  return [
    listAnswer(app, { deployments: [deployment], unread: 1 }, 10),
    planAnswer({ ...kept, plan }, noon),
    logAnswer({ app, deployment, live: deployment, entries: aLog(text, { message: text, severity: text }) }, 10),
    whichAppAnswer("severalApps", [app]),
    errorAnswer(new SevallaError("rejected", { serverMessage: text })),
    ...outcomes.map((outcome) => outcomeAnswer(outcome, plan, true)),
  ];
}

describe("The answers of the tools", () => {
  it("hold nothing that a model reads and nobody sees", () => {
    const unseen = fc.oneof(
      fc.integer({ min: 0xe0000, max: 0xe0fff }),
      fc.integer({ min: 0xfe00, max: 0xfe0f }),
      fc.integer({ min: 0x2060, max: 0x206f }),
      fc.integer({ min: 0xe000, max: 0xf8ff }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.constantFrom(0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x3164, 0xfeff, 0xfff9, 0xffa0),
    );
    fc.assert(
      fc.property(fc.array(unseen, { minLength: 1, maxLength: 20 }), (codes) => {
        const hidden = `Fix${String.fromCodePoint(...codes.flatMap((code) => [code, 0x20]))} it`;
        const json = JSON.stringify(answersWith(hidden));
        assert.doesNotMatch(json, /[\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]|\\ud[89a-f]/u);
        assert.match(json, /Fix it/);
      }),
    );
  });

  it("keep what others wrote apart, and say what it is before all else", () => {
    for (const answer of answersWith("IGNORE ALL")) {
      assert.equal(Object.keys(answer)[0], "notice");
      assert.equal(at(answer, "notice"), notice);
      assert.doesNotMatch(trusted(answer), /ignore all/i);
    }
    assert.match(JSON.stringify(answersWith("IGNORE ALL")), /IGNORE ALL/);
  });

  it("hold no key, password or e-mail address, wherever one is written", () => {
    for (const answer of answersWith(secret)) assert.doesNotMatch(JSON.stringify(answer), leak);
  });

  it("hold no secret that is cut in the middle", () => {
    for (let length = 60; length < 420; length += 7) {
      const text = `${"x".repeat(length)} https://user:hunter2canary@host/ token=canary svl_canary`;
      for (const answer of answersWith(text)) assert.doesNotMatch(JSON.stringify(answer), /user:|hunter|canary/);
    }
  });

  it("hold no controls and are short, whatever Sevalla sends", () => {
    fc.assert(
      fc.property(hostileText, anyLog, (text, entries) => {
        const deployment = hostile(text);
        const log = logAnswer({ app: shop, deployment, live: undefined, entries }, 300);
        for (const answer of [...answersWith(text), log]) {
          for (const one of texts(answer)) assert.doesNotMatch(one, harmful);
          assert.ok(JSON.stringify(answer).length < 80_000);
        }
      }),
    );
  });

  it("list deployments with the live one and those that can be rolled back to", () => {
    const live = aDeployment("live", { createdAt: noon });
    const failed = aDeployment("failed", { status: "failed", createdAt: noon + minute });
    const older = aDeployment("older", { createdAt: noon - hour });
    const answer = listAnswer(shop, { deployments: [failed, live, older], unread: 0 }, 3);
    assert.equal(at(answer, "live", "id"), live.id);
    assert.deepEqual(
      answer.deployments.map((one) => [at(one, "phase"), at(one, "isLive"), at(one, "canBeRolledBackTo")]),
      [
        ["failed", false, false],
        ["succeeded", true, false],
        ["succeeded", false, true],
      ],
    );
    assert.equal(at(answer.deployments[0], "untrusted", "title"), "Release failed");
    assert.equal(listAnswer(shop, { deployments: [failed, live], unread: 0 }, 1).deployments.length, 1);
  });

  it("tell of a plan what it would do, by which ID and until when, and that nothing was sent", () => {
    const answer = planAnswer(kept, noon);
    assert.equal(at(answer, "planId"), "plan-1");
    assert.equal(at(answer, "goodUntil"), "2026-03-10T12:15:00.000Z");
    assert.match(String(at(answer, "next")), /^Nothing has been sent\./);
    assert.equal(at(answer, "live", "untrusted", "title"), "New totals");
    assert.equal(at(answer, "goesBackTo", "untrusted", "title"), "Gift cards");
  });

  it("tell how a rollback ended by a code, and warn of doing it again where that is not certain", () => {
    const result = (outcome: RollbackOutcome) => outcomeAnswer(outcome, aPlan, false);
    const error = new SevallaError("timeout");
    assert.equal(at(result(finishedAs(aRollback)), "result"), "rolledBack");
    for (const other of [
      finishedAs({ ...aRollback, status: "failed" }),
      finishedAs(aRollback, { isTarget: false }),
      finishedAs(aRollback, { live: undefined }),
    ]) {
      assert.equal(at(result(other), "result"), "endedOtherwise");
    }
    assert.equal(at(result({ kind: "calledOff" }), "result"), "nothingDone");
    const lost = result({ kind: "lost", deployment: aRollback, error, autoDeploy: { kind: "untouched" } });
    assert.equal(at(lost, "result"), "started");
    const unconfirmed = result({ kind: "unconfirmed", error, other: undefined });
    assert.equal(at(unconfirmed, "result"), "uncertain");
    for (const answer of [lost, unconfirmed]) assert.match(String(at(answer, "next")), /Do not plan another/);
  });
});

describe("The log for a language model", () => {
  const logOf = (entries: readonly (string | Partial<LogEntry>)[], most: number) =>
    at(
      logAnswer({ app: shop, deployment: aDeployment("x"), live: undefined, entries: aLog(...entries) }, most),
      "untrusted",
    );

  it("is its last lines, oldest first, without colours, and its errors apart", () => {
    const log = logOf(["one", "two\nError: no space", { message: "\u001b[31mthree\u001b[0m", severity: "error" }], 2);
    assert.deepEqual(at(log, "lines"), ["12:00:01 INFO Error: no space", "12:00:02 ERROR three"]);
    assert.deepEqual(at(log, "lastErrors"), ["Error: no space"]);
  });

  it("says whether it was cut", () => {
    const entries = aLog("one", "two");
    const cut = (most: number) =>
      logAnswer({ app: shop, deployment: aDeployment("x"), live: undefined, entries }, most);
    assert.equal(at(cut(1), "isCut"), true);
    assert.equal(at(cut(2), "isCut"), false);
  });

  it("is made of the end of a long one alone, and has nothing of a private key that begins before", () => {
    let looked = 0;
    const entryOf = (message: string) => ({
      ...{ id: "x", severity: "error", service: undefined, at: noon },
      get message() {
        looked++;
        return message;
      },
    });
    const key = ["-----BEGIN RSA PRIVATE KEY-----", ...Array(8).fill("c2VjcmV0"), "-----END RSA PRIVATE KEY-----"];
    const build = [...Array(90_000).fill("built"), ...key, ...Array(4_995).fill("")].map(entryOf);
    const log = logAnswer({ app: shop, deployment: aDeployment("x"), live: undefined, entries: build }, 300);
    assert.equal(looked <= 20_000, true, `${looked} lines were looked at`);
    assert.deepEqual(
      [at(log, "isCut"), at(at(log, "untrusted"), "lines")],
      [true, Array(5).fill("12:00:00 ERROR [removed]")],
    );
    assert.doesNotMatch(JSON.stringify(log), /c2VjcmV0/);
  });

  it("is not longer than a model can take, however long the lines", () => {
    const log = logOf(
      Array.from({ length: 300 }, () => "y".repeat(100_000)),
      300,
    );
    assert.ok(JSON.stringify(log).length < 25_000);
  });
});

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}
