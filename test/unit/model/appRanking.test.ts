import assert from "node:assert/strict";
import {
  appsByPart,
  countNeighbours,
  isNamedLike,
  onlyAppFrom,
  partWithin,
  ranked,
} from "../../../src/model/appRanking.ts";
import type { AppId } from "../../../src/sevalla/resources.ts";
import { anApp, appId } from "../../support/builders.ts";

const repositories: ReadonlyMap<AppId, string> = new Map([
  [appId("shop"), "https://github.com/acme/shop"],
  [appId("shop preview"), "https://github.com/acme/shop"],
  [appId("blog"), "https://github.com/acme/blog"],
]);
const of = (id: AppId) => repositories.get(id);
const remotes = ["git@github.com:Acme/Shop.git"];

describe("The apps that go with a folder", () => {
  it("are first those made from its repository, then those named like it, then the others", () => {
    const apps = ["blog", "web", "shop", "web api"].map((name) => anApp(name));
    const groups = ranked(apps, { name: "web", remotes }, of);
    assert.deepEqual(
      groups.map(({ rank, apps: members }) => [rank, members.map(({ name }) => name)]),
      [
        ["sameRepository", ["shop"]],
        ["similarName", ["web", "web api"]],
        ["other", ["blog"]],
      ],
    );
  });

  it("are one group where nothing tells them apart", () => {
    const apps = ["blog", "shop"].map((name) => anApp(name));
    assert.equal(ranked(apps, { name: "web", remotes: [] }, of).length, 1);
  });
});

describe("The one app from a repository", () => {
  const root = { remotes, path: "" };
  const source = (id: AppId) => ({ repoUrl: of(id), buildPath: "." });

  it("is it, previews aside", () => {
    const apps = [anApp("blog"), anApp("shop"), anApp("shop preview", { type: "previewApp" })];
    assert.equal(onlyAppFrom(apps, root, source)?.name, "shop");
  });

  it("is none where several are made from it, or none is", () => {
    assert.equal(onlyAppFrom([anApp("shop"), anApp("shop preview")], root, source), undefined);
    assert.equal(onlyAppFrom([anApp("blog"), anApp("unread")], root, source), undefined);
    assert.equal(onlyAppFrom([anApp("shop")], { remotes: [], path: "" }, source), undefined);
    assert.equal(onlyAppFrom([anApp("shop")], undefined, source), undefined);
  });

  describe("of which parts are built", () => {
    const paths = new Map([
      [appId("web"), "./apps/web/"],
      [appId("api"), "/apps/api"],
      [appId("all"), "."],
    ]);
    const sourceOf = (id: AppId) => ({ repoUrl: "https://github.com/acme/shop", buildPath: paths.get(id) });
    const found = (path: string, ...names: string[]) =>
      onlyAppFrom(
        names.map((name) => anApp(name)),
        { remotes, path },
        sourceOf,
      )?.name;

    it("is the one that is built where the folder is, around it or in it", () => {
      assert.equal(found("apps/web", "web", "api"), "web");
      assert.equal(found("apps/web/src", "web", "api"), "web");
      assert.equal(found("apps/web", "web", "all"), "web");
      assert.equal(found("apps/web", "all"), "all");
      assert.equal(found("", "web"), "web");
      assert.equal(found("", "web", "all"), "all");
    });

    it("is none where it is built from another part, or several are built here", () => {
      assert.equal(found("apps/web", "api"), undefined);
      assert.equal(found("apps/website", "web"), undefined);
      assert.equal(found("", "web", "api"), undefined);
      assert.equal(found("apps", "web", "api"), undefined);
    });
  });
});

describe("The apps of a repository's parts", () => {
  const sourceOf = (paths: Readonly<Record<string, string>>) => (id: AppId) => {
    const [, buildPath] = Object.entries(paths).find(([name]) => appId(name) === id) ?? [];
    return { repoUrl: "https://github.com/acme/shop", buildPath };
  };
  const found = (path: string, paths: Readonly<Record<string, string>>) =>
    appsByPart(
      Object.keys(paths).map((name) => anApp(name)),
      { remotes, path },
      sourceOf(paths),
    ).map((part) => [part.app.name, part.path]);

  it("are several, each with its folder", () => {
    const paths = { web: "./apps/web/", api: "/apps/api", all: "." };
    const both = [
      ["web", "apps/web"],
      ["api", "apps/api"],
    ];
    assert.deepEqual(found("", paths), both);
    assert.deepEqual(found("apps", paths), [
      ["web", "web"],
      ["api", "api"],
    ]);
    assert.deepEqual(found("apps/web", paths), []);
  });

  it("are none where a part is several apps, or there is only one", () => {
    assert.deepEqual(found("", { web: "apps/web", staging: "apps/web", api: "apps/api" }), []);
    assert.deepEqual(found("", { web: "apps/web", all: "." }), []);
    assert.deepEqual(appsByPart([anApp("web"), anApp("api")], undefined, sourceOf({ web: "a", api: "b" })), []);
  });

  it("are counted without previews", () => {
    const apps = [anApp("web"), anApp("api"), anApp("pr", { type: "previewApp" })];
    const known = sourceOf({});
    assert.equal(countNeighbours(apps, known(appId("web")), known), 2);
    assert.equal(countNeighbours(apps, undefined, known), 0);
  });

  it("leave out what a setting would take for a pattern", () => {
    assert.equal(partWithin({ repoUrl: undefined, buildPath: "apps/[web]" }, ""), undefined);
    assert.equal(partWithin({ repoUrl: undefined, buildPath: "apps/web" }, "apps"), "web");
    assert.equal(partWithin(undefined, ""), undefined);
  });
});

describe("A name", () => {
  const alike = [
    ["Checkout API", "checkout-api"],
    ["storefront", "Storefront"],
    ["Storefront production", "storefront"],
    ["shop", "acme_shop"],
    ["checkOut", "check-out"],
    ["backoffice", "back office"],
  ] as const;
  for (const [app, folder] of alike) it(`${app} is like ${folder}`, () => assert.ok(isNamedLike(app, folder)));

  const unlike = [
    ["shop", "workshop"],
    ["Checkout API", "checkout web"],
    ["", "shop"],
    ["···", "shop"],
  ] as const;
  for (const [app, folder] of unlike) it(`“${app}” is not like ${folder}`, () => assert.ok(!isNamedLike(app, folder)));
});
