import assert from "node:assert/strict";
import { type Incident, incidentNote } from "../../../src/present/incidentNote.ts";
import { aDeployment, anApp, noon } from "../../support/builders.ts";
import { aPlan, aRollback } from "../../support/plans.ts";

const incident: Incident = {
  app: aPlan.app,
  rollback: { ...aRollback, startedAt: noon + 1_000, finishedAt: noon + 43_000 },
  from: aPlan.live,
  isOurs: true,
  keyName: "On call",
  live: aRollback,
  undone: undefined,
};
const note = (facts: Partial<Incident> = {}) => incidentNote({ ...incident, ...facts }, noon);

describe("An incident note", () => {
  it("tells what was rolled back, when, by whom, from what to what, and how it ended", () => {
    const text = note();
    assert.match(text, /^# shop was rolled back\n/);
    assert.match(text, new RegExp(`- App: shop \\(\`${aPlan.app.id}\`\\)\n`));
    assert.match(text, /- When: 2026-03-10 12:00 UTC, in 42 s\n/);
    assert.match(text, /- Who: API key "On call"\n/);
    assert.match(text, /- From: New totals \(`bad0000`\)\n- To: Gift cards \(`900d000`\)\n/);
    assert.match(text, /- Result: succeeded\. It is live\.\n/);
    assert.match(text, /- Rolled back from \[bad0000\]\(https:\/\/github\.com\/acme\/shop\/commit\/bad00000+\)\n/);
  });

  it("claims a key for what was sent from here only", () => {
    assert.match(note({ isOurs: false }), /- Who: not known: it was not sent from this workspace\n/);
    assert.match(note({ keyName: undefined }), /- Who: an API key without a name\n/);
  });

  it("says what is live now where that is not the rollback, or is not known", () => {
    const other = aDeployment("other", { commitMessage: "Hotfix", commitSha: "f".repeat(40) });
    assert.match(
      note({ live: other }),
      /Result: succeeded\. Something else has become live since then: Hotfix \(`fffffff`\)\./,
    );
    const failed = { ...incident.rollback, status: "failed" };
    assert.match(note({ rollback: failed, live: aPlan.live }), /Result: failed\. Live now: New totals \(`bad0000`\)\./);
    assert.match(note({ live: undefined }), /What is live now is not known\./);
  });

  it("leaves out what is not known", () => {
    const running = { ...aRollback, status: "inProgress", finishedAt: undefined };
    const text = note({ rollback: running, from: undefined });
    assert.match(text, /- When: 2026-03-10 12:00 UTC\n/);
    assert.match(text, /- From: not known\n/);
    assert.doesNotMatch(text, /Rolled back from|undefined/);
  });

  it("links to no place but the dashboard and the commit, whatever names hold", () => {
    const hostile = "x](https://e.vil) <https://e.vil> https://e.vil\n# Result: fine";
    const repoUrl = "https://github.com/acme/sh(op) [x](y)";
    const commit = { sha: "abc1234", subject: hostile, author: hostile, at: noon };
    const text = note({
      undone: {
        kind: "known",
        undone: { count: 1, isCut: false, newest: [commit] },
        returning: { count: 0, isCut: false, newest: [] },
        files: undefined,
      },
      app: anApp(hostile),
      keyName: hostile,
      rollback: { ...incident.rollback, commitMessage: hostile, status: hostile, repoUrl },
    });
    assert.equal(text.match(/^#+ /gm)?.length, 4);
    const links = [...text.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target]) => target ?? "");
    assert.deepEqual(
      links.map((link) => new URL(link).host),
      ["app.sevalla.com", "github.com", "github.com"],
    );
    assert.doesNotMatch(text, /(?<!\\)<|(?<!\\):\/\/e\.vil/);
  });
});
