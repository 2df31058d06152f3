import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseAppId, parseDeploymentId } from "../../../src/sevalla/ids.ts";
import { readList, readPage, Unreadable } from "../../../src/sevalla/items.ts";
import {
  type AppSummary,
  appSummarySchema,
  type Deployment,
  deploymentSchema,
  type LogEntry,
  logEntrySchema,
} from "../../../src/sevalla/resources.ts";
import { appId, wireDeployment, wireLogEntry, wireSummary } from "./wire.ts";

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, "", -1, Number.MAX_VALUE, "2025-02-30T00:00:00Z", "__proto__", {}, []),
);

/** One of these objects with some of its fields spoilt, or something else altogether. */
function spoilt(example: object): fc.Arbitrary<unknown> {
  const some = fc.dictionary(fc.constantFrom(...Object.keys(example)), odd, { maxKeys: 4 });
  return fc.oneof({ weight: 5, arbitrary: some.map((fields) => ({ ...example, ...fields })) }, odd);
}

function pageOf(item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const page = fc.record({ data: fc.array(item, { maxLength: 8 }), total: odd, offset: odd, limit: odd });
  return fc.oneof({ weight: 9, arbitrary: page }, odd);
}

/** What is read, or undefined when the whole made no sense. Anything but an Unreadable is a mistake of ours. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

const asked = { offset: 0, limit: 25 };
const isText = (value: unknown) => value === undefined || (typeof value === "string" && value.trim() !== "");

function assertApp(app: AppSummary): void {
  assert.equal(app.id, parseAppId(app.id));
  assert.equal(app.name.trim() !== "" && Number.isFinite(app.createdAt) && Number.isFinite(app.updatedAt), true);
  assert.equal([app.status, app.type, app.source].every(isText), true);
}

function assertDeployment(deployment: Deployment): void {
  assert.equal(deployment.id, parseDeploymentId(deployment.id));
  assert.equal(deployment.appId, appId);
  assert.equal(Number.isFinite(deployment.createdAt) && Number.isFinite(deployment.updatedAt), true);
  for (const at of [deployment.startedAt, deployment.finishedAt])
    assert.equal(at === undefined || Number.isFinite(at), true);
  const { status, type, trigger, image, branch, commitSha, commitMessage, authorLogin } = deployment;
  assert.equal([status, type, trigger, image, branch, commitSha, commitMessage, authorLogin].every(isText), true);
  assert.equal(
    deployment.steps.every((step) => typeof step === "string"),
    true,
  );
}

function assertEntry(entry: LogEntry): void {
  assert.equal(typeof entry.message === "string" && entry.id !== "" && Number.isFinite(entry.at), true);
}

describe("Whatever Sevalla answers,", () => {
  it("a list of apps is read as apps, each once, or not at all", () => {
    fc.assert(
      fc.property(pageOf(spoilt(wireSummary())), (body) => {
        const page = readable(() => readPage(body, appSummarySchema, asked, () => undefined));
        for (const app of page?.items ?? []) assertApp(app);
        assert.equal(new Set(page?.items.map(({ id }) => id)).size, page?.items.length ?? 0);
        assert.equal(
          page === undefined || (page.total >= 0 && page.offset >= 0 && page.omitted >= page.malformed),
          true,
        );
      }),
    );
  });

  it("a list of deployments is read as deployments of the app, or not at all", () => {
    fc.assert(
      fc.property(pageOf(spoilt(wireDeployment())), (body) => {
        const page = readable(() => readPage(body, deploymentSchema(appId), asked, () => undefined));
        for (const deployment of page?.items ?? []) assertDeployment(deployment);
      }),
    );
  });

  it("a log is read as its lines, or not at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(spoilt(wireLogEntry())), odd), async (body) => {
        const entries = await readList(body, logEntrySchema, () => undefined).catch((error: unknown) => {
          assert.ok(error instanceof Unreadable);
          return [];
        });
        for (const entry of entries) assertEntry(entry);
      }),
    );
  });
});
