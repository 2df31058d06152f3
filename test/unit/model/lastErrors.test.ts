import assert from "node:assert/strict";
import { lastErrors } from "../../../src/model/lastErrors.ts";

const entry = (message: string, severity?: string) => ({ id: message, message, severity, service: undefined, at: 0 });

describe("The last errors of a log", () => {
  it("are its last lines that are marked as such, oldest first", () => {
    const log = [
      entry("a", "error"),
      entry("b", "ERROR"),
      entry("c", "info"),
      entry("d", "Fatal"),
      entry("e", "critical"),
    ];
    assert.deepEqual(lastErrors(log, 3), ["b", "d", "e"]);
  });

  it("are its last lines where none is marked", () => {
    assert.deepEqual(lastErrors([entry("a"), entry("b", "info"), entry("c", "warning")], 2), ["b", "c"]);
  });

  it("are never empty lines, nor padded", () => {
    assert.deepEqual(lastErrors([entry("a  \n", "error"), entry("  ", "error"), entry("", "error")], 3), ["a"]);
    assert.deepEqual(lastErrors([], 3), []);
  });
});
