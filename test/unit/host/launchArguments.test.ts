import assert from "node:assert/strict";
import { readLaunchArguments } from "../../host/launchArguments.ts";

const needed = ["--extensionDevelopmentPath=/ext", "--extensionTestsPath=/ext/out/run.cjs"];

describe("The arguments of an extension test run", () => {
  it("say what to test, what to open and where the profile is", () => {
    const args = ["/work/space", "--user-data-dir=/p/data", "--extensions-dir=/p/ext", "--no-sandbox", ...needed];
    assert.deepEqual(readLaunchArguments(args), {
      extensionDevelopmentPath: "/ext",
      extensionTestsPath: "/ext/out/run.cjs",
      userDataDir: "/p/data",
      extensionsDir: "/p/ext",
      opened: "/work/space",
    });
  });

  it("open nothing when no folder is named", () => {
    assert.equal(readLaunchArguments(needed).opened, undefined);
  });

  it("keep an equals sign in a path", () => {
    assert.equal(readLaunchArguments([...needed, "--user-data-dir=/a=b"]).userDataDir, "/a=b");
  });

  it("are refused without tests", () => {
    assert.throws(() => readLaunchArguments(["--extensionDevelopmentPath=/ext"]), /--extensionTestsPath= is missing/);
  });
});
