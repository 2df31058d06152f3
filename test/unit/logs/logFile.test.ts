import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { LogFile } from "../../../src/logs/logFile.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { aDeployment, aLog, appId, deploymentId, hour, minute, noon } from "../../support/builders.ts";

/** As much of an address as a log's file makes use of: it only keeps it. */
const uri: vscode.Uri = JSON.parse("{}");
const ofApp = () => new LogFile(uri, { appId: appId("shop") }, noon);
const ofDeployment = () => new LogFile(uri, { appId: appId("shop"), deploymentId: deploymentId("new") }, noon);
type Prepared = Promise<(now: number) => void>;
const taken = async (prepared: Prepared, now = noon) => (await prepared)(now);
const messages = (file: LogFile) => file.entries.map(({ message }) => message).join("");

describe("The file of a log", () => {
  it("takes up what an app has logged since, each entry once, and drops what is older than an hour", async () => {
    const file = ofApp();
    const [a, b, c] = aLog({ message: "a", at: noon - hour + 1 }, "b", "c");
    assert.ok(a && b && c);
    await taken(file.prepareMore([a, b], false, noon - hour), noon);
    await taken(file.prepareMore([b, c], false, noon - hour + minute), noon + minute);
    assert.equal(messages(file), "bc");
    assert.equal(file.newestAt, c.at);
  });

  it("goes on saying that there may be more than was sent", async () => {
    const file = ofApp();
    await taken(file.prepareMore(aLog("a"), true, 0), noon);
    await taken(file.prepareMore([], false, 0), noon + 1);
    assert.match(file.document.text, /^Sevalla sends at most 1,000 lines/);
  });

  it("has all of what is too long for an editor, for a file", async () => {
    const file = ofApp();
    const lines = Array.from({ length: 2_500 }, (_, index) => `frame ${index}`).join("\n");
    await taken(file.prepare(aLog(`${"x".repeat(20_000)}end`, lines), undefined, false));
    const whole = await file.whole();
    assert.match(file.document.text, /x… 10003 more characters\n.*frame 0\n[\s\S]*… 500 more lines\n$/);
    assert.match(whole, /INFO {5}x{20000}end\n.*frame 0\n[\s\S]*frame 2499\n$/);
    assert.equal(whole.includes("more "), false);
  });

  it("grows while its deployment runs, and a little longer, since the last lines may come late", async () => {
    const file = ofDeployment();
    assert.equal(file.isGrowing(noon), false);
    const running = aDeployment("new", { status: "inProgress", createdAt: noon, finishedAt: undefined });
    await taken(file.prepare(aLog("a"), running, false));
    assert.equal(file.isGrowing(noon + minute), true);
    assert.equal(file.isGrowing(noon + 2 * hour), false);
    const finished = aDeployment("new", { createdAt: noon, finishedAt: noon + minute });
    await taken(file.prepare(aLog("a", "b"), finished, false), noon + minute);
    assert.equal(file.isGrowing(noon + minute + 1), true);
    assert.equal(file.isGrowing(noon + 3 * minute), false);
    await taken(file.prepare(aLog("a", "b"), finished, false), noon + minute);
    assert.equal(file.isGrowing(noon + minute + 1), false);
  });

  it("keeps what was read when it cannot be read again", async () => {
    const file = ofDeployment();
    file.failed(new SevallaError("offline"), noon);
    assert.match(file.document.text, /^The log could not be read\./);
    await taken(file.prepare(aLog("a"), undefined, false), noon);
    file.failed(new SevallaError("offline"), noon);
    assert.equal(messages(file), "a");
    assert.equal(file.failures, 1);
  });

  it("is younger after each change, whatever the clock says", async () => {
    const file = ofDeployment();
    const before = file.changedAt;
    await taken(file.prepare(aLog("a"), undefined, false), noon - hour);
    assert.ok(file.changedAt > before);
    assert.equal(Buffer.from(file.bytes).toString(), file.document.text);
  });
});
