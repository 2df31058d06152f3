import assert from "node:assert/strict";
import { branchChoices } from "../../../src/model/branches.ts";
import { branchWords } from "../../../src/present/branches.ts";

const clone = { head: "fix/totals", remote: ["release", "main", "fix/old"], local: ["main", "fix/totals", "idea"] };
const said = (choices: ReturnType<typeof branchChoices>) =>
  choices.map((choice) => `${choice.name}: ${branchWords(choice, false)}`);

describe("The branches that can be deployed", () => {
  it("are each offered once, the usual one first, then the one checked out, those deployed and those of the clone", () => {
    assert.deepEqual(said(branchChoices("main", ["hotfix", "main"], clone)), [
      "main: the usual branch",
      "fix/totals: checked out here · not pushed, so Sevalla does not have it",
      "hotfix: deployed before",
      "fix/old: in the repository",
      "release: in the repository",
      "idea: in your clone · not pushed, so Sevalla does not have it",
    ]);
  });

  it("are those that Sevalla knows where there is no clone", () => {
    assert.deepEqual(said(branchChoices("main", ["hotfix"], undefined)), [
      "main: the usual branch",
      "hotfix: deployed before",
    ]);
    assert.deepEqual(branchChoices(undefined, [], undefined), []);
  });

  it("say of the usual one that a push deploys it, where that is so", () => {
    const [main] = branchChoices("main", [], clone);
    assert.ok(main);
    assert.equal(branchWords(main, true), "deployed by itself when pushed");
  });

  it("are five hundred at most", () => {
    const local = Array.from({ length: 900 }, (_, index) => `branch-${index}`);
    assert.equal(branchChoices("main", [], { head: undefined, remote: [], local }).length, 500);
  });
});
