import assert from "node:assert/strict";
import { SevallaError } from "../../../src/sevalla/errors.ts";
import { withApp } from "../../../src/tools/meantApp.ts";
import { anApp, appId } from "../../support/builders.ts";

describe("The app that a language model names", () => {
  const blog = anApp("blog");
  const called = anApp("x", { name: blog.id });
  let lists = 0;

  beforeEach(() => {
    lists = 0;
  });

  /** Which app the work is done with, or the answer in its place. */
  async function meant(wanted: string, missing = new SevallaError("notFound")) {
    const parts = {
      links: () => [],
      knownApps: async () => {
        lists++;
        return [called, blog];
      },
      requireApp: async (id: string) => {
        if (id !== blog.id) throw missing;
        return blog;
      },
    };
    return withApp(parts, wanted, async ({ id }) => ({ id }));
  }

  it("by its ID is that one, without the list of all apps, though another is called so", async () => {
    assert.deepEqual(await meant(blog.id), { id: blog.id });
    assert.deepEqual(await meant(` ${blog.id.toUpperCase()}`), { id: blog.id });
    assert.equal(lists, 0);
  });

  it("by an ID that no app has is none, and those that there are stand in the answer", async () => {
    const answer = new Map(Object.entries(await meant(appId("other"))));
    assert.equal(answer.get("problem"), "noApp");
    assert.equal(lists, 1);
  });

  it("by an ID that cannot be read just now is not called missing", async () => {
    const trouble = new SevallaError("offline");
    await assert.rejects(meant(appId("other"), trouble), trouble);
    assert.equal(lists, 0);
  });

  it("by its name is found in the list", async () => {
    assert.deepEqual(await meant("Blog"), { id: blog.id });
    assert.equal(lists, 1);
  });
});
