import assert from "node:assert/strict";
import fc from "fast-check";
import { logReferences, workspacePaths } from "../../../src/model/logReferences.ts";

const found = (line: string) =>
  logReferences(line).map(({ path, line: at, column }) =>
    [path, at, ...(column === undefined ? [] : [column])].join(":"),
  );

describe("The places in files that a log names", () => {
  for (const [line, ...places] of [
    ["#9 6.871 src/payments/refund.ts:42:17 - error TS2345: x", "src/payments/refund.ts:42:17"],
    ["src/catalogue/lowestPrice.ts(18,31): error TS2339", "src/catalogue/lowestPrice.ts:18:31"],
    ["    at shippingFor (src/cart/shipping.ts:27:31)", "src/cart/shipping.ts:27:31"],
    ["    at file:///app/dist/server.js:10:5", "/app/dist/server.js:10:5"],
    ["Found 1 error in src/a.ts:42", "src/a.ts:42"],
    ["./app/[slug]/page.tsx:3:1 and ../b.ts:4", "./app/[slug]/page.tsx:3:1", "../b.ts:4"],
    [' --> src/main.rs:7:13 File "/app/x y.py", line 12, in run', "src/main.rs:7:13", "/app/x y.py:12"],
    ["PHP Fatal error: x in /var/www/html/a.php on line 9", "/var/www/html/a.php:9"],
  ] as const) {
    it(`are found in ${line}`, () => assert.deepEqual(found(line), places));
  }

  for (const line of [
    "https://example.com/a.js:10",
    "connect ECONNREFUSED 127.0.0.1:8080",
    "12:30:05 GET / 200 41ms",
    "node:internal/process/task.js:95:5",
    "v1.2:3",
    "src/a.ts:0",
    "",
  ]) {
    it(`are not found in ${line || "nothing"}`, () => assert.deepEqual(found(line), []));
  }

  it("say where in the line they stand", () => {
    const line = "see src/a.ts:1:2, and src/b.ts(3)";
    assert.deepEqual(
      logReferences(line).map(({ start, end }) => line.slice(start, end)),
      ["src/a.ts:1:2", "src/b.ts(3)"],
    );
  });

  it("are found in whatever a line may hold", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 500 }),
        fc.stringMatching(/^[\w./:()[\]"]{0,200}$/),
        (a, b) => {
          for (const { start, end, line } of [...logReferences(a), ...logReferences(b)])
            assert.ok(start < end && line >= 1);
        },
      ),
    );
  });

  it("are found in no time in a line of a megabyte, however it is made", () => {
    for (const unit of ["a", "a.a", "a/", "./", "a.b:1", "[", 'File "', "in /a", "(1,", "a.aaaaaaaaaa:"]) {
      const line = `${unit.repeat(1_000_000 / unit.length)}:1 line `;
      const since = performance.now();
      logReferences(line);
      assert.ok(performance.now() - since < 200, `${unit}: ${performance.now() - since} ms`);
    }
  });
});

describe("The files of a workspace that a path in a log may mean", () => {
  for (const [path, ...files] of [
    ["src/a.ts", "src/a.ts"],
    ["./src/./b/../a.ts", "src/a.ts"],
    ["/app/server.js", "server.js"],
    ["/app/src/a.ts", "src/a.ts"],
    ["/workspace/src/a.ts", "src/a.ts"],
    ["/usr/src/app/src/a.ts", "src/a.ts", "src/app/src/a.ts", "app/src/a.ts"],
    ["/home/me/shop/src/a.ts", "me/shop/src/a.ts", "shop/src/a.ts", "src/a.ts"],
  ] as const) {
    it(`are found for ${path}`, () => assert.deepEqual(workspacePaths(path), files));
  }

  for (const path of [
    "../a.ts",
    "src/../../a.ts",
    "/app/../../../etc/passwd.x",
    "node_modules/a/index.js",
    "/app/node_modules/a/index.js",
    "/index.js",
    "/etc/hosts.x",
    "src\\a.ts",
    "a\u0000.ts",
    "",
  ]) {
    it(`are none for ${JSON.stringify(path)}`, () => assert.deepEqual(workspacePaths(path), []));
  }

  it("never lead out of the folder, whatever the path", () => {
    const segment = fc.constantFrom("..", ".", "", "app", "src", "a.ts");
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        for (const file of workspacePaths(segments.join("/"))) {
          assert.ok(!file.startsWith("/") && !file.split("/").includes(".."), file);
        }
      }),
    );
  });
});
