import assert from "node:assert/strict";
import { readGlobs } from "../../../src/model/globs.ts";
import { readManifest } from "../../rules/manifest.ts";

const path = (patterns: readonly unknown[], text: string) => readGlobs(patterns, "path").matches(text);
const name = (patterns: readonly unknown[], text: string) => readGlobs(patterns, "name").matches(text);

describe("Glob patterns", () => {
  it("without a slash are for a file's name in whatever folder", () => {
    assert.ok(path(["*.sql"], "a/b/c.sql"));
    assert.ok(path(["package-lock.json"], "package-lock.json"));
    assert.ok(!path(["package-lock.json"], "package-lock.json/x"));
  });

  it("with a slash are for the whole path, at whose slashes a star stops", () => {
    assert.ok(path(["db/*.rb"], "db/schema.rb"));
    assert.ok(!path(["db/*.rb"], "db/a/schema.rb"));
    assert.ok(path(["**/migrations/**"], "migrations/1"));
    assert.ok(path(["**/migrations/**"], "apps/api/migrations/2026/1.py"));
  });

  it("mind neither case nor a leading dot", () => {
    assert.ok(path(["dockerfile*"], "api/Dockerfile.prod"));
    assert.ok(path(["**/migrations/**"], ".platform/Migrations/.keep"));
  });

  it("of a name take a slash for a letter like any other", () => {
    assert.ok(name(["prod*"], "Prod / api"));
    assert.ok(name(["*shop"], "eu/shop"));
    assert.ok(!name(["shop"], "eu/shop"));
  });

  it("that begin with ! take out what others name", () => {
    assert.ok(!path(["*.sql", "!test/**"], "test/seed.sql"));
    assert.ok(path(["*.sql", "!test/**"], "db/seed.sql"));
    assert.ok(!path(["!test/**"], "db/seed.sql"));
  });

  it("of names never take out what another protects", () => {
    assert.ok(name(["shop", "!shop"], "shop"));
  });

  it("that are none are passed over and named", () => {
    const { matches, unusable } = readGlobs(["*.sql", 7, null, "", "  ", "x".repeat(2_000)], "path");
    assert.equal(unusable.length, 5);
    assert.ok(matches("a.sql"));
    assert.ok(!matches("7"));
  });

  it("never throw, however odd", () => {
    for (const odd of ["[", "(", "{", "\\", "!", "***", "a{1..9999999}", "+(a|aa)", "[[:bad:]]"]) {
      assert.equal(typeof path([odd], "db/schema.rb"), "boolean");
    }
  });

  it("that are the default mind migrations, schemas, lock files and Dockerfiles, and no ordinary code", () => {
    const standard: unknown = Object.entries(readManifest().contributes.configuration.properties).find(
      ([key]) => key === "sevalla.rollback.riskPatterns",
    )?.[1];
    const patterns: unknown = typeof standard === "object" && standard !== null && Reflect.get(standard, "default");
    assert.ok(Array.isArray(patterns));
    for (const file of [
      "db/migrations/0007_parcels.sql",
      "db/migrate/20260310_add_parcels.rb",
      "database/migrations/2026_03_10_parcels.php",
      "shop/migrations/0002_parcel.py",
      "src/main/resources/db/migration/V2__parcels.sql",
      "alembic/versions/1a2b3c.py",
      "Data/Migrations/20260310_Parcels.cs",
      "prisma/schema.prisma",
      "db/schema.rb",
      "apps/web/package-lock.json",
      "pnpm-lock.yaml",
      "go.sum",
      "Dockerfile",
    ]) {
      assert.ok(path(patterns, file), file);
    }
    for (const file of ["src/server.ts", "README.md", "package.json", "src/migrations.ts", "docs/schema.md"]) {
      assert.ok(!path(patterns, file), file);
    }
  });

  const unusable = [
    "(a+)+$",
    "+(a|aa)*",
    "*(*a)",
    "!(!(a))",
    "prod|live",
    "v{1..9}",
    Array(25).fill("@(a|aa)").join(""),
    Array(25).fill("{a,b}").join("/"),
    "?(".repeat(300) + ")".repeat(300),
  ];

  for (const pattern of unusable) {
    it(`that hold other groups, or choices without end, are not used: ${pattern.slice(0, 20)}`, () => {
      const paths = readGlobs([pattern, "b.txt"], "path");
      assert.deepEqual([paths.matches("a".repeat(40)), paths.matches("b.txt")], [false, true]);
      assert.deepEqual(paths.unusable, [pattern]);
      // Whoever wants names protected gets no less.
      const names = readGlobs([pattern], "name");
      assert.deepEqual([names.matches("shop"), names.matches("a".repeat(40))], [true, true]);
    });
  }

  // What a backtracking matcher takes from seconds to forever for.
  const letters = (count: number, folders: number) => Array(folders).fill("a".repeat(count)).join("/");
  const wild = [
    ["*a*a*a/*a*a*a/*a*a*x", letters(30, 3)],
    ["*a*a*a/*a*a*a/*a*a*a/*a*a*x", letters(30, 4)],
    [Array(8).fill("*a*a*a").join("/"), `${letters(12, 8)}x`],
    [`${"*a".repeat(400)}x`, letters(4_000, 1)],
    [`${"**/a/".repeat(150)}x`, letters(1, 2_000)],
    [`${"**/*a*a/".repeat(100)}x`, letters(20, 200)],
    ["[a]*[a]*[a]*[a]*[a]*b", letters(4_000, 1)],
    [`{${"*a*,".repeat(30)}b}{${"*a*,".repeat(2)}b}x`, letters(4_000, 1)],
  ] as const;

  for (const [pattern, text] of wild) {
    it(`may be as wild as they like: ${pattern.slice(0, 30)}`, () => {
      for (const kind of ["path", "name"] as const) {
        const { matches, unusable } = readGlobs([pattern], kind);
        assert.deepEqual([matches(text), unusable], [false, []]);
      }
    });
  }

  it("stand for themselves after a backslash, and in brackets for one of several", () => {
    const cases = [
      ["\\*.sql", "*.sql", "a.sql"],
      ["app/\\(shop\\)/**", "app/(shop)/page.tsx", "app/shop/page.tsx"],
      ["v[0-9].sql", "v7.sql", "vx.sql"],
      ["v[!0-9].sql", "vx.sql", "v7.sql"],
      ["[]-]x", "]x", "ax"],
      ["{src,lib/core}/**", "lib/core/a", "lib/a"],
      ["{{app}}/*", "{{app}}/x", "app/x"],
      ["c++/[x", "C++/[x", "c/x"],
    ] as const;
    for (const [pattern, yes, no] of cases) {
      assert.deepEqual([path([pattern], yes), path([pattern], no)], [true, false], pattern);
    }
  });

  it("may be choices", () => {
    const globs = readGlobs(["src/@(api|web)/*.sql", "?(old-)schema.*"], "path");
    assert.deepEqual(
      ["src/api/a.sql", "src/app/a.sql", "db/old-schema.ts", "schema.ts", "new-schema.ts"].map(globs.matches),
      [true, false, true, true, false],
    );
  });
});
