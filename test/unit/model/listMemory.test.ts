import assert from "node:assert/strict";
import { noFilter } from "../../../src/model/filter.ts";
import { keepFilter, keepGrouping, takeUpList } from "../../../src/model/listMemory.ts";
import { Store } from "../../../src/model/store.ts";
import { FakeMemory } from "../../support/fakeMemory.ts";

describe("How the apps are listed, when the workspace is opened again,", () => {
  let memory: FakeMemory;

  beforeEach(() => {
    memory = new FakeMemory();
  });

  function again() {
    const store = new Store();
    takeUpList(memory.reloaded(), store);
    const { filter, grouping } = store.state;
    return { filter, isByProject: grouping.isByProject };
  }
  const asAtFirst = { filter: noFilter, isByProject: false };

  it("is as it was", () => {
    assert.deepEqual(again(), asAtFirst);
    const filter = { text: "shop", groups: ["failed", "live"] } as const;
    keepFilter(memory, filter);
    assert.deepEqual(again(), { filter, isByProject: false });
    keepGrouping(memory, true);
    assert.deepEqual(again(), { filter, isByProject: true });
    keepFilter(memory, noFilter);
    assert.deepEqual(again(), { filter: noFilter, isByProject: true });
    keepGrouping(memory, false);
    assert.deepEqual(again(), asAtFirst);
  });

  it("leaves nothing behind when all are listed", () => {
    keepFilter(memory, { text: "shop", groups: [] });
    keepFilter(memory, { text: " ", groups: [] });
    assert.equal(memory.get("sevalla.filter"), undefined);
  });

  for (const garbage of [7, "shop", null, [], { text: "shop" }, { text: 7, groups: [] }, { text: "a", groups: 7 }]) {
    it(`is as at first where ${JSON.stringify(garbage)} is kept`, async () => {
      await memory.update("sevalla.filter", garbage);
      assert.deepEqual(again(), asAtFirst);
    });
  }

  it("passes over states that nothing can be filtered by", async () => {
    await memory.update("sevalla.filter", { text: "", groups: ["live", "exploded", 7] });
    assert.deepEqual(again().filter, { text: "", groups: ["live"] });
  });

  it("goes on where nothing can be kept", () => {
    memory.onUpdate = () => Promise.reject(new Error("full"));
    keepFilter(memory, { text: "shop", groups: [] });
    keepGrouping(memory, true);
  });
});
