import assert from "node:assert/strict";
import { commitUrl, compareUrl } from "../../../src/present/hostPages.ts";
import { releaseLine, releaseMark, releaseTitle, triggerWords } from "../../../src/present/release.ts";
import { aDeployment, hour, noon } from "../../support/builders.ts";

const sha = "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2";
const image = "registry.example.com/team/shop:1.4.2";

describe("A release in words", () => {
  it("is titled by its commit's subject", () => {
    assert.equal(releaseTitle(aDeployment("x", { commitMessage: "fix: totals\n\nBody" })), "fix: totals");
  });

  it("is titled by its commit, its image or what started it where there is no message", () => {
    const bare = { commitMessage: undefined, commitSha: undefined, image: undefined, trigger: "RESTART" };
    assert.equal(releaseTitle(aDeployment("x", { ...bare, commitSha: sha })), "Commit a1b2c3d");
    assert.equal(releaseTitle(aDeployment("x", { ...bare, image })), "shop:1.4.2");
    assert.equal(releaseTitle(aDeployment("x", bare)), "Restart");
  });

  it("is marked by its short SHA, else by its image's tag, else by the deployment's id", () => {
    assert.equal(releaseMark(aDeployment("x", { commitSha: sha })), "a1b2c3d");
    assert.equal(releaseMark(aDeployment("x", { commitSha: undefined, image })), "1.4.2");
    const bare = aDeployment("x", { commitSha: undefined, image: undefined });
    assert.equal(releaseMark(bare), bare.id.slice(0, 8));
  });

  it("is described by branch, mark and age", () => {
    const deployment = aDeployment("x", { commitSha: sha, createdAt: noon - 3 * hour });
    assert.equal(releaseLine(deployment, noon), "main · a1b2c3d · 3 h ago");
    assert.equal(releaseLine({ ...deployment, branch: undefined }, noon), "a1b2c3d · 3 h ago");
  });

  it("tells what started it", () => {
    assert.equal(triggerWords(aDeployment("x", { trigger: "ROLLBACK_DEPLOYMENT" })), "Rollback");
    assert.equal(triggerWords(aDeployment("x", { trigger: "AUTO_DEPLOY_ON_PUSH", branch: "next" })), "Pushed to next");
    assert.equal(triggerWords(aDeployment("x", { trigger: "SCHEDULED_REBUILD" })), "scheduled rebuild");
    assert.equal(triggerWords(aDeployment("x", { trigger: undefined, type: "automatic" })), "Automatic");
    assert.equal(triggerWords(aDeployment("x", { trigger: undefined, type: "manual" })), "Deployed by hand");
  });

  it("links to the commit at each of the three hosts", () => {
    const at = (gitType: string, repoUrl: string) => commitUrl(aDeployment("x", { gitType, repoUrl, commitSha: sha }));
    assert.equal(at("github", "https://github.com/acme/shop.git"), `https://github.com/acme/shop/commit/${sha}`);
    assert.equal(at("gitlab", "https://gitlab.com/acme/web/shop/"), `https://gitlab.com/acme/web/shop/-/commit/${sha}`);
    assert.equal(at("bitbucket", "https://bitbucket.org/acme/shop"), `https://bitbucket.org/acme/shop/commits/${sha}`);
  });

  it("compares two commits at each of the three hosts, the older one first", () => {
    const [old, recent] = ["a", "b"].map((letter) => letter.repeat(40));
    const at = (gitType: string, repoUrl: string) => {
      const newer = aDeployment("x", { gitType, repoUrl, commitSha: recent, createdAt: noon });
      const older = aDeployment("y", { gitType, repoUrl, commitSha: old, createdAt: noon - 1 });
      assert.equal(compareUrl(newer, older), compareUrl(older, newer));
      return compareUrl(newer, older);
    };
    assert.equal(
      at("github", "https://github.com/acme/shop.git"),
      `https://github.com/acme/shop/compare/${old}...${recent}`,
    );
    assert.equal(at("gitlab", "https://gitlab.com/a/shop"), `https://gitlab.com/a/shop/-/compare/${old}...${recent}`);
    assert.equal(
      at("bitbucket", "https://bitbucket.org/a/b"),
      `https://bitbucket.org/a/b/branches/compare/${recent}%0D${old}`,
    );
    assert.equal(at("github", "http://github.com/acme/shop"), undefined);
  });

  it("makes no link of anything but an https address and a SHA", () => {
    const repositories = [
      undefined,
      "javascript:alert(1)",
      "http://github.com/a/b",
      "git@github.com:a/b",
      "file:///etc",
    ];
    for (const repoUrl of repositories)
      assert.equal(commitUrl(aDeployment("x", { repoUrl, commitSha: sha })), undefined);
    assert.equal(commitUrl(aDeployment("x", { repoUrl: "https://user:pass@github.com/a/b" })), undefined);
    assert.equal(commitUrl(aDeployment("x", { commitSha: "../../settings" })), undefined);
    assert.equal(commitUrl(aDeployment("x", { commitSha: undefined })), undefined);
  });
});
