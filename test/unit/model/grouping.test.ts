import assert from "node:assert/strict";
import { flat, groupedApps } from "../../../src/model/grouping.ts";
import { projectRow } from "../../../src/present/projects.ts";
import { anApp } from "../../support/builders.ts";

const [api, blog, cart, docs, edge] = ["api", "blog", "cart", "docs", "edge"].map((name) => anApp(name));
assert.ok(api && blog && cart && docs && edge);
const apps = [api, blog, cart, docs, edge];
const grouping = {
  isByProject: true,
  projects: new Map([
    [api.id, "2b7c1d90-shop"],
    [blog.id, undefined],
    [cart.id, "2b7c1d90-shop"],
    [edge.id, "9f00aa11-edge"],
  ]),
};

describe("Apps by project", () => {
  it("stand in the order of their first apps, those without a project and those not read yet at the end", () => {
    assert.deepEqual(
      groupedApps(apps, grouping).map(({ kind, apps: members }) => [kind, members.map(({ name }) => name).join()]),
      [
        ["project", "api,cart"],
        ["project", "edge"],
        ["none", "blog"],
        ["unread", "docs"],
      ],
    );
  });

  it("are each in exactly one group, whatever is known", () => {
    for (const one of [grouping, flat, { ...flat, isByProject: true }]) {
      const grouped = groupedApps(apps, one).flatMap((group) => group.apps);
      assert.deepEqual(new Set(grouped), new Set(apps));
      assert.equal(grouped.length, apps.length);
    }
    assert.deepEqual(groupedApps([], grouping), []);
  });

  it("have rows that tell them apart without a name of the project", () => {
    const [shop, , none, unread] = groupedApps(apps, grouping).map(projectRow);
    assert.deepEqual([shop?.label, shop?.description], ["Project 2b7c1d90", "2 apps: api, cart"]);
    assert.equal(shop?.spoken, "Project 2b7c1d90, 2 apps: api, cart");
    assert.deepEqual([none?.label, none?.description], ["Without a project", "1 app: blog"]);
    assert.equal(unread?.label, "Project not read yet");
    const many = projectRow({ kind: "project", id: "p\u202e", apps });
    assert.deepEqual([many.label, many.description], ["Project p⟨U+202E", "5 apps: api, blog, cart…"]);
  });
});
