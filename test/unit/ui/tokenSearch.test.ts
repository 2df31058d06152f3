import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { placesWithTokens, tracesOfFiles } from "../../ui/tokenSearch.ts";

const token = "svl_some_token_2f9c41d7a8";
const find = (text: string) => placesWithTokens([{ place: "here", text }], [token]);

describe("The search for tokens", () => {
  const spellings: Readonly<Record<string, string>> = {
    "as it is": `Bearer ${token}.`,
    "in hexadecimal": Buffer.from(`a${token}`).toString("hex"),
    "in UTF-16": Buffer.from(`a${token}`, "utf16le").toString("latin1"),
    "in base64": Buffer.from(token).toString("base64"),
    "in base64 after one character": Buffer.from(`a${token}b`).toString("base64"),
    "in base64 after two characters": Buffer.from(`ab${token}c`).toString("base64"),
    "in base64 in the middle of a text": Buffer.from(`{"token":"${token}","x":1}`).toString("base64"),
  };
  for (const [how, text] of Object.entries(spellings)) {
    it(`finds one ${how}`, () => assert.deepEqual(find(text), ["here"]));
  }

  it("finds nothing where there is none", () => {
    assert.deepEqual(find(`${token.slice(0, -1)} ${Buffer.from("something else").toString("base64")}`), []);
  });

  it("looks into the files of a folder and those below it", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "traces-"));
    writeFileSync(path.join(folder, "state.db"), Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(token)]));
    writeFileSync(path.join(folder, "log.txt"), "nothing");
    assert.deepEqual(placesWithTokens(tracesOfFiles(folder), [token]), ["state.db"]);
    rmSync(folder, { recursive: true });
  });
});
