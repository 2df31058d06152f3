import assert from "node:assert/strict";
import * as v from "valibot";
import { parseAppId, parseDeploymentId } from "../../../src/sevalla/ids.ts";
import { readList, readPage } from "../../../src/sevalla/items.ts";
import {
  appSchema,
  appSummarySchema,
  deploymentSchema,
  keyCheckSchema,
  logEntrySchema,
} from "../../../src/sevalla/resources.ts";
import {
  appId,
  appText,
  deploymentText,
  otherAppText,
  targetText,
  wireApp,
  wireDeployment,
  wireLogEntry,
  wirePage,
  wireSummary,
} from "./wire.ts";

const schema = deploymentSchema(appId);
const read = (changes: Readonly<Record<string, unknown>>) => v.parse(schema, wireDeployment(changes));
const isRead = (changes: Readonly<Record<string, unknown>>) => v.safeParse(schema, wireDeployment(changes)).success;

describe("an id", () => {
  const good = [
    appText,
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "018f3f3e-7b1a-7c3d-9e2f-112233445566",
  ];
  for (const text of good) {
    it(`may be ${text}`, () => {
      assert.equal(parseAppId(text), text);
      assert.equal(parseDeploymentId(text), text);
    });
  }

  const bad = [
    "",
    "shop",
    "../api-keys",
    `${appText} `,
    `${appText}\n`,
    appText.replaceAll("-", ""),
    "0e8aef5c-0f83-0c2d-9d53-2b1c9f0a7d11",
    "0e8aef5c-0f83-9c2d-9d53-2b1c9f0a7d11",
    "0e8aef5c-0f83-4c2d-7d53-2b1c9f0a7d11",
    "0e8aef5c-0f83-4c2d-9d53-2b1c9f0a7d1g",
  ];
  it("is looked for in whatever another extension hands over", () => {
    const { id } = JSON.parse("{}");
    assert.equal(parseAppId(id), undefined);
  });

  for (const text of bad) {
    it(`may not be ${JSON.stringify(text)}`, () => {
      assert.equal(parseAppId(text), undefined);
      assert.equal(parseDeploymentId(text), undefined);
    });
  }

  it("is the same in capitals", () => {
    assert.equal(parseAppId(appText.toUpperCase()), appText);
  });
});

describe("a deployment from the wire", () => {
  it("has our names for every field of the reference's example", () => {
    assert.deepEqual(read({}), {
      id: deploymentText,
      appId: appText,
      status: "success",
      type: "manual",
      trigger: "MANUAL_DEPLOY",
      steps: ["rollout"],
      image: "us-central1-docker.pkg.dev/project/repo/image:abc123",
      gitType: "github",
      repoUrl: "https://github.com/user/repo",
      branch: "main",
      commitSha: "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2",
      commitMessage: "feat: add new feature",
      authorLogin: "octocat",
      authorImage: "https://avatars.githubusercontent.com/u/583231",
      startedAt: Date.UTC(2025, 0, 30, 0, 0, 1),
      finishedAt: Date.UTC(2025, 0, 30, 0, 5),
      createdAt: Date.UTC(2025, 0, 30),
      updatedAt: Date.UTC(2025, 0, 30, 0, 6),
    });
  });

  const required = ["id", "created_at"];
  const optional = Object.keys(wireDeployment()).filter((key) => !required.includes(key));
  for (const value of [null, undefined]) {
    it(`may have ${value} for everything but its id and its creation`, () => {
      const deployment = read(Object.fromEntries(optional.map((key) => [key, value])));
      assert.equal(deployment.appId, appText);
      assert.deepEqual(deployment.steps, []);
      assert.equal(deployment.updatedAt, deployment.createdAt);
      const { id, appId: app, steps, createdAt, updatedAt, ...others } = deployment;
      assert.deepEqual(new Set(Object.values(others)), new Set([undefined]));
    });
  }

  it("may miss everything but its id and its creation", () => {
    const least = { id: deploymentText, created_at: "2025-01-30T00:00:00Z" };
    assert.equal(v.parse(schema, least).createdAt, Date.UTC(2025, 0, 30));
  });

  it("keeps a status, type and trigger that nobody has heard of", () => {
    const { status, type, trigger } = read({ status: "hovering", type: "psychic", trigger: "MOON_PHASE" });
    assert.deepEqual([status, type, trigger], ["hovering", "psychic", "MOON_PHASE"]);
  });

  it("ignores fields that nobody has heard of", () => {
    assert.deepEqual(read({ mood: { of: ["the", "day"] } }), read({}));
  });

  for (const key of optional.filter((name) => name !== "app_id")) {
    it(`survives a ${key} of another shape`, () => {
      assert.equal(read({ [key]: { not: "this" } }).id, deploymentText);
    });
  }

  it("is one line in all but its commit's message, so that none of it can stand for another line of a question", () => {
    const forged = "a\r\n\nLive now:\u2028nothing \n";
    const fields = ["status", "trigger", "docker_image_url", "repo_url", "branch", "author_login", "commit_message"];
    const known = read(Object.fromEntries(fields.map((field) => [field, forged])));
    const { status, trigger, image, repoUrl, branch, authorLogin, commitMessage } = known;
    const line = "a Live now: nothing";
    assert.deepEqual([status, trigger, image, repoUrl, branch, authorLogin], Array(6).fill(line));
    assert.equal(commitMessage, forged);
    assert.equal(v.parse(appSummarySchema, { ...wireSummary(), display_name: forged }).name, line);
  });

  const addresses = [
    ["https://ada:secret@github.com/a/b.git", "https://github.com/a/b.git"],
    ["https://token@github.com/a/b", "https://github.com/a/b"],
    ["http://ada:p@ss:w@git.local:8080/a", "http://git.local:8080/a"],
    ["ssh://git:secret@git.local:2222/a/b", "ssh://git@git.local:2222/a/b"],
    ["ssh://git@github.com/a/b", "ssh://git@github.com/a/b"],
    ["git@github.com:a/b.git", "git@github.com:a/b.git"],
    ["https://git.local/a@b:c/d", "https://git.local/a@b:c/d"],
  ] as const;
  for (const [wire, known] of addresses) {
    it(`is known by ${known} where Sevalla names ${wire}`, () => {
      assert.equal(read({ repo_url: wire }).repoUrl, known);
      assert.equal(v.parse(appSchema, { ...wireApp(), repo_url: wire }).repoUrl, known);
    });
  }

  it("drops a date that is none, and steps that are not words", () => {
    const { startedAt, steps } = read({ started_at: "tomorrow", steps: ["checkout", 7, null, "teleport"] });
    assert.equal(startedAt, undefined);
    assert.deepEqual(steps, ["checkout", "teleport"]);
  });

  for (const created_at of [null, "", "2025-01-30", "30 January 2025", 1738195200000, "2025-13-40T99:00:00Z"]) {
    it(`cannot be created at ${JSON.stringify(created_at)}`, () => assert.ok(!isRead({ created_at })));
  }

  it("understands every ISO 8601 time the reference allows", () => {
    assert.equal(read({ created_at: "2024-02-29T23:59Z" }).createdAt, Date.UTC(2024, 1, 29, 23, 59));
    assert.equal(read({ created_at: "2025-01-30T01:02:03.123456Z" }).createdAt, Date.UTC(2025, 0, 30, 1, 2, 3, 123));
    assert.equal(read({ created_at: "2025-01-30T01:00:00+02:00" }).createdAt, Date.UTC(2025, 0, 29, 23));
  });

  it("cannot belong to another app, nor to something that is no app", () => {
    assert.ok(!isRead({ app_id: otherAppText }));
    assert.ok(!isRead({ app_id: "shop" }));
    assert.ok(isRead({ app_id: appText.toUpperCase() }));
  });

  it("cannot do without a UUID of its own", () => {
    for (const id of [undefined, null, "", "latest", 7]) assert.ok(!isRead({ id }));
  });
});

describe("an app from the wire", () => {
  it("has our names for the fields of a summary", () => {
    assert.deepEqual(v.parse(appSummarySchema, wireSummary()), {
      id: appText,
      name: "Shop",
      status: "deploymentSuccess",
      type: "app",
      source: "privateGit",
      isSuspended: false,
      createdAt: Date.UTC(2025, 0, 30),
      updatedAt: Date.UTC(2025, 0, 31),
    });
  });

  it("has its repository and its settings when asked for by itself", () => {
    const { projectId, autoDeploy, repoUrl, defaultBranch, dockerImage, gitType, hibernationEnabled } = v.parse(
      appSchema,
      wireApp(),
    );
    assert.deepEqual(
      { projectId, autoDeploy, repoUrl, defaultBranch, dockerImage, gitType, hibernationEnabled },
      {
        projectId: "11111111-2222-4333-8444-555555555555",
        autoDeploy: true,
        repoUrl: "https://github.com/user/shop",
        defaultBranch: "main",
        dockerImage: undefined,
        gitType: "github",
        hibernationEnabled: false,
      },
    );
  });

  it("goes by its name when it has none to display, and by its id when it has neither", () => {
    const nameOf = (changes: Readonly<Record<string, unknown>>) => v.parse(appSummarySchema, wireSummary(changes)).name;
    assert.equal(nameOf({ display_name: null }), "shop-x7k2p");
    assert.equal(nameOf({ display_name: " " }), "shop-x7k2p");
    assert.equal(nameOf({ display_name: null, name: 7 }), appText);
  });
});

describe("a page from the wire", () => {
  it("keeps its order and says how many there are", () => {
    const data = [wireDeployment(), wireDeployment({ id: targetText })];
    const page = readPage(
      wirePage(data, { total: 240, offset: 50, limit: 2 }),
      schema,
      { offset: 0, limit: 9 },
      assert.fail,
    );
    assert.deepEqual(
      page.items.map(({ id }) => id),
      [deploymentText, targetText],
    );
    assert.deepEqual([page.total, page.offset, page.limit, page.omitted], [240, 50, 2, 0]);
  });

  it("does with what was asked when its counts are missing or nonsense", () => {
    const page = readPage({ data: [wireDeployment()], total: -1 }, schema, { offset: 75, limit: 25 }, assert.fail);
    assert.deepEqual([page.total, page.offset, page.limit], [76, 75, 25]);
  });

  it("quotes nothing when it says where an answer departs from its shape", () => {
    assert.throws(() => readPage({ data: "secret" }, schema, { offset: 0, limit: 1 }, assert.fail), {
      name: "Unreadable",
      message: "data",
    });
  });
});

describe("a log from the wire", () => {
  it("has our names, and the time in milliseconds", async () => {
    const [entry] = await readList([wireLogEntry()], logEntrySchema, assert.fail);
    assert.deepEqual(entry, {
      id: "log-1",
      message: "Pulling image",
      service: "APP_ROLLOUT",
      severity: "INFO",
      at: Date.UTC(2025, 0, 30, 0, 0, 2, 500),
    });
  });

  it("loses only the malformed entries", async () => {
    const omitted: string[] = [];
    const entries = await readList([wireLogEntry(), "line", wireLogEntry({ message: 7 })], logEntrySchema, (what) =>
      omitted.push(what),
    );
    assert.equal(entries.length, 1);
    assert.deepEqual(omitted, ["1 malformed in all of it (item 2); 1 malformed in message (item 3)."]);
  });
});

describe("a key check from the wire", () => {
  it("may tell nothing but whether the key is valid", () => {
    assert.deepEqual(v.parse(keyCheckSchema, { is_valid: true }), {
      isValid: true,
      id: undefined,
      name: undefined,
      expiresAt: undefined,
      isEnabled: true,
    });
  });

  it("must tell that", () => {
    assert.ok(!v.safeParse(keyCheckSchema, { key: { name: "CI" } }).success);
  });

  it("tells of a key that was switched off", () => {
    assert.equal(v.parse(keyCheckSchema, { is_valid: true, key: { is_enabled: false } }).isEnabled, false);
  });
});
