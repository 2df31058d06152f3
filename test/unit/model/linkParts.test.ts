import assert from "node:assert/strict";
import { foldersLinkedTo, type Link, linkOfFile } from "../../../src/model/link.ts";
import { foldersAround, readLinkParts } from "../../../src/model/linkParts.ts";
import { appId } from "../../support/builders.ts";
import { aLink } from "../../support/states.ts";

const folder = "file:///shop";

/** The links of a folder whose `sevalla.apps` says this, with the names of apps for their ids. */
async function linksOf(apps: Readonly<Record<string, string>>, own?: string): Promise<readonly Link[]> {
  const parts = (await readLinkParts(apps)) ?? [];
  const links = parts.map(({ part, setting }) => ({ ...aLink(setting, "shop"), setting, part }));
  return own === undefined ? links : [{ ...aLink(own, "shop"), setting: own }, ...links];
}

async function appOf(path: string, apps: Readonly<Record<string, string>>, own?: string): Promise<string | undefined> {
  return linkOfFile(await linksOf(apps, own), folder, path)?.setting;
}

describe("Which app of a monorepo a file belongs to", () => {
  const apps = { "apps/**": "all", "apps/web": "web", "apps/api/**": "api", "*.sql": "database" };

  it("is the one whose path names most folders before its first wildcard, in whatever order they stand", async () => {
    assert.equal(await appOf("apps/web/src/a.ts", apps), "web");
    assert.equal(await appOf("apps/api/a.ts", apps), "api");
    assert.equal(await appOf("apps/docs/a.md", apps), "all");
    assert.equal(await appOf("apps/api/1.sql", apps), "api");
    assert.equal(await appOf("db/1.sql", apps), "database");
  });

  it("is the first of several that say as much", async () => {
    assert.equal(await appOf("a/b.ts", { "a/*": "first", "a/**": "second" }), "first");
  });

  it("is the folder's own app where no path matches, and none where there is none", async () => {
    assert.equal(await appOf("README.md", apps, "shop"), "shop");
    assert.equal(await appOf("apps/web/a.ts", apps, "shop"), "web");
    assert.equal(await appOf("README.md", apps), undefined);
  });

  it("takes a path without wildcards for a folder, however its ends are written", async () => {
    for (const path of ["web", "./web", "/web/", " web "]) {
      assert.equal(await appOf("web/a/b.ts", { [path]: "web" }), "web", path);
      assert.equal(await appOf("other/web/a.ts", { [path]: "web" }), undefined, path);
      assert.equal(await appOf("website/a.ts", { [path]: "web" }), undefined, path);
    }
  });

  it("is not taken from another folder's settings", async () => {
    assert.equal(linkOfFile(await linksOf(apps), "file:///other", "apps/web/a.ts"), undefined);
  });

  it("is not guessed from what is no pattern: that is answered instead", async () => {
    for (const path of ["", "!apps", "x".repeat(1_001), "(a+)+$", "{a,b}".repeat(7)]) {
      const links = await linksOf({ [path]: "web" });
      assert.equal(links[0]?.part?.isUsable, false, path);
      assert.equal(linkOfFile(links, folder, "apps/a.ts"), links[0]);
    }
  });

  it("cannot be read from what is no map", async () => {
    for (const value of [[], "apps/web", 7, true]) assert.equal(await readLinkParts(value), undefined);
  });

  it("keeps what an entry says, to be able to say what is wrong with it", async () => {
    const settings = (await readLinkParts({ web: 7, api: { id: 1 } }))?.map(({ setting }) => setting);
    assert.deepEqual(settings, ["7", '{"id":1}']);
  });
});

describe("The folders linked to an app", () => {
  it("are named with the path of their part", async () => {
    const links = await linksOf({ "apps/web": "web" }, "shop");
    assert.deepEqual(
      foldersLinkedTo(links, appId("web")).map(({ name }) => name),
      ["shop/apps/web"],
    );
    assert.deepEqual(
      foldersLinkedTo(links, appId("shop")).map(({ name }) => name),
      ["shop"],
    );
  });
});

describe("The folders around a file", () => {
  it("are all it lies in, from the outermost, but for those that would be read as patterns", () => {
    assert.deepEqual(foldersAround("apps/api/src/main.ts"), ["apps", "apps/api", "apps/api/src"]);
    assert.deepEqual(foldersAround("README.md"), []);
    assert.deepEqual(foldersAround("app/[id]/page.tsx"), ["app"]);
  });
});
