import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { LogFile } from "../../../src/logs/logFile.ts";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { aDeployment, aLog, appId, deploymentId, hour, minute, noon } from "../../support/builders.ts";

/** As much of an address as a log's file makes use of: it only keeps it. */
const uri: vscode.Uri = JSON.parse("{}");
const ofApp = () => new LogFile(uri, { appId: appId("shop") }, noon);
const ofDeployment = () => new LogFile(uri, { appId: appId("shop"), deploymentId: deploymentId("new") }, noon);
const messages = (file: LogFile) => file.entries.map(({ message }) => message).join("");

describe("The file of a log", () => {
  it("takes up what an app has logged since, each entry once, and drops what is older than an hour", () => {
    const file = ofApp();
    const [a, b, c] = aLog({ message: "a", at: noon - hour + 1 }, "b", "c");
    assert.ok(a && b && c);
    file.tookMore([a, b], false, noon - hour, noon);
    file.tookMore([b, c], false, noon - hour + minute, noon + minute);
    assert.equal(messages(file), "bc");
    assert.equal(file.newestAt, c.at);
  });

  it("goes on saying that there may be more than was sent", () => {
    const file = ofApp();
    file.tookMore(aLog("a"), true, 0, noon);
    file.tookMore([], false, 0, noon + 1);
    assert.match(file.document.text, /^Sevalla sends at most 1,000 lines/);
  });

  it("has all of what is too long for an editor, for a file", () => {
    const file = ofApp();
    const lines = Array.from({ length: 2_500 }, (_, index) => `frame ${index}`).join("\n");
    file.took(aLog(`${"x".repeat(20_000)}end`, lines), false, noon);
    assert.match(file.document.text, /x… 10003 more characters\n.*frame 0\n[\s\S]*… 500 more lines\n$/);
    assert.match(file.wholeText, /INFO {5}x{20000}end\n.*frame 0\n[\s\S]*frame 2499\n$/);
    assert.equal(file.wholeText.includes("more "), false);
  });

  it("grows while its deployment runs, and a little longer, since the last lines may come late", () => {
    const file = ofDeployment();
    assert.equal(file.isGrowing(noon), false);
    file.deployment = aDeployment("new", { status: "inProgress", createdAt: noon, finishedAt: undefined });
    file.took(aLog("a"), false, noon);
    assert.equal(file.isGrowing(noon + minute), true);
    assert.equal(file.isGrowing(noon + 2 * hour), false);
    file.deployment = aDeployment("new", { createdAt: noon, finishedAt: noon + minute });
    file.took(aLog("a", "b"), false, noon + minute);
    assert.equal(file.isGrowing(noon + minute + 1), true);
    assert.equal(file.isGrowing(noon + 3 * minute), false);
    file.took(aLog("a", "b"), false, noon + minute);
    assert.equal(file.isGrowing(noon + minute + 1), false);
  });

  it("keeps what was read when it cannot be read again", () => {
    const file = ofDeployment();
    file.failed(new SevallaError("offline"), noon);
    assert.match(file.document.text, /^The log could not be read\./);
    file.took(aLog("a"), false, noon);
    file.failed(new SevallaError("offline"), noon);
    assert.equal(messages(file), "a");
    assert.equal(file.failures, 1);
  });

  it("is younger after each change, whatever the clock says", () => {
    const file = ofDeployment();
    const before = file.changedAt;
    file.took(aLog("a"), false, noon - hour);
    assert.ok(file.changedAt > before);
    assert.equal(Buffer.from(file.bytes).toString(), file.document.text);
  });
});
