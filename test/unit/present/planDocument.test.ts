import assert from "node:assert/strict";
import MarkdownIt from "markdown-it";
import type { RollbackPlan } from "../../../src/model/rollbackPlan.ts";
import { planDocument, planDocumentName } from "../../../src/present/planDocument.ts";
import { aDeployment, anApp, noon } from "../../support/builders.ts";
import { aPlan } from "../../support/plans.ts";

const address = "https://api.example.com/v3";
const documentOf = (plan: Partial<RollbackPlan> = {}) => planDocument({ ...aPlan, ...plan }, address, noon);
const request = (text: string) => /```http\n([\s\S]*?)\n```/.exec(text)?.[1];

describe("The document of a rollback plan", () => {
  it("says what is live, what it goes back to, and that nothing has been sent", () => {
    const text = documentOf();
    assert.match(text, /^# Rollback plan: shop\n\nMade .* Nothing has been sent\.\n/);
    assert.match(text, /## Live now\n\n- Release: New totals\n- Commit: `bad0000{34}`\n- Branch: `main`\n/);
    assert.match(text, /## Goes back to\n\n- Release: Gift cards\n- Commit: `900d000{34}`\n/);
    assert.match(text, /- Deployed: .* \(5 h ago\)\n/);
    assert.match(text, /The database and the environment variables are not rolled back\./);
  });

  it("shows the request without a body where no target is named", () => {
    const url = `${address}/applications/${aPlan.app.id}/deployments/rollback`;
    assert.equal(request(documentOf()), `POST ${url}\nAuthorization: Bearer (your API key)\n(no body)`);
    assert.match(documentOf(), /No target is sent: Sevalla takes the newest successful deployment before the live one/);
  });

  it("shows the request with the target that the user named", () => {
    const text = documentOf({ isTargetNamed: true });
    assert.match(request(text) ?? "", new RegExp(`\n\n{"deployment_id":"${aPlan.target.id}"}$`));
    assert.match(text, /you are told if Sevalla goes back to something else/);
  });

  it("names what to watch out for, and what could not be found out", () => {
    const risks = { isAutoDeployOn: true, isHibernationOn: false, jobs: ["migrate"], changedVariables: undefined };
    const text = documentOf({ risks });
    assert.match(text, /- Auto-deploy is on: the next push to main is deployed again\./);
    assert.match(text, /- Runs before the rollout: migrate\./);
    assert.match(text, /- Could not be found out: which environment variables have changed\./);
  });

  it("leaves out what a release does not have", () => {
    const image = { commitSha: undefined, commitMessage: undefined, branch: undefined, authorLogin: undefined };
    const text = documentOf({ target: aDeployment("image", { ...image, image: "registry.example.com/shop:2.1" }) });
    const [, target] = text.split("## Goes back to");
    assert.match(target ?? "", /- Release: shop:2\.1\n- Image: `registry\.example\.com\/shop:2\.1`\n- Deployed/);
    assert.doesNotMatch(text, /undefined/);
  });

  it("makes nothing of what hostile names hold", () => {
    const hostile = "x\n# Live now\n[Approve](command:evil) <img src=x> ```\u202e";
    const text = documentOf({
      app: anApp(hostile),
      live: aDeployment("live", { commitMessage: hostile, branch: hostile, authorLogin: hostile, image: hostile }),
    });
    const tokens = new MarkdownIt({ html: true, linkify: true }).parse(text, {});
    const types = tokens.flatMap(({ type, children }) => [type, ...(children ?? []).map((child) => child.type)]);
    assert.equal(types.filter((type) => type === "heading_open").length, 6);
    assert.equal(types.filter((type) => type === "fence").length, 1);
    for (const type of ["link_open", "image", "html_inline", "html_block"])
      assert.equal(types.includes(type), false, type);
    assert.doesNotMatch(text, /\u202e/);
    assert.equal(request(text)?.startsWith("POST https://"), true);
  });

  it("has a name that is fit for a file", () => {
    assert.equal(planDocumentName(aPlan), "Rollback plan shop to 900d000.md");
    const odd = planDocumentName({ ...aPlan, app: anApp("../a/b\\c:\u202ed\n\u0000e") });
    assert.match(odd, /^Rollback plan [\w .-]+ to 900d000\.md$/);
    assert.doesNotMatch(odd, /[/\\]/);
  });
});
