import assert from "node:assert/strict";
import { hasMore, withDeployment, withNewestPage, withOlderPage } from "../../../src/model/history.ts";
import { aDeployment, aPage, minute, noon } from "../../support/builders.ts";

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return aDeployment(`number ${number}`, { createdAt: noon - number * minute });
  });

describe("An app's history", () => {
  it("holds the first page, newest first, and knows that there is more", () => {
    const history = withNewestPage(undefined, aPage(numbered(25).reverse(), { total: 60 }), noon);
    assert.deepEqual(history.deployments, numbered(25));
    assert.equal(hasMore(history), true);
  });

  it("ends when as many were read as there are", () => {
    const first = withNewestPage(undefined, aPage(numbered(25), { total: 30 }), noon);
    const whole = withOlderPage(first, aPage(numbered(5, 25), { total: 30 }), 25);
    assert.equal(whole.deployments.length, 30);
    assert.equal(hasMore(whole), false);
  });

  it("counts what was left out of a page as read, so that the next page is another one", () => {
    const first = withNewestPage(undefined, aPage(numbered(20), { total: 60, omitted: 5 }), noon);
    assert.equal(first.readUpTo, 25);
  });

  it("ends at an empty page, whatever the total says", () => {
    const first = withNewestPage(undefined, aPage(numbered(25), { total: 60 }), noon);
    assert.equal(hasMore(withOlderPage(first, aPage([], { total: 60 }), 25)), false);
  });

  it("takes a deployment once when pages have shifted", () => {
    const first = withNewestPage(undefined, aPage(numbered(25), { total: 51 }), noon);
    const more = withOlderPage(first, aPage(numbered(25, 24), { total: 51 }), 25);
    assert.equal(more.deployments.length, 49);
    assert.equal(new Set(more.deployments.map(({ id }) => id)).size, 49);
  });

  it("keeps older pages when the first one is read again", () => {
    const first = withNewestPage(undefined, aPage(numbered(25), { total: 50 }), noon);
    const both = withOlderPage(first, aPage(numbered(25, 25), { total: 50 }), 25);
    const newest = aDeployment("newest", { createdAt: noon + minute });
    const again = withNewestPage(both, aPage([newest, ...numbered(24)], { total: 51 }), noon + minute);
    assert.equal(again.deployments.length, 51);
    assert.equal(again.deployments[0], newest);
  });

  it("forgets what is older when so many new ones were made that a gap may lie between", () => {
    const first = withNewestPage(undefined, aPage(numbered(25, 100), { total: 125 }), noon);
    const again = withNewestPage(first, aPage(numbered(25), { total: 225 }), noon);
    assert.deepEqual(again.deployments, numbered(25));
    assert.equal(again.readUpTo, 25);
  });

  it("drops a deployment that the first page should hold and does not", () => {
    const first = withNewestPage(undefined, aPage(numbered(25), { total: 50 }), noon);
    const [, , ...rest] = numbered(27);
    const again = withNewestPage(first, aPage([...numbered(1), ...rest.slice(0, 24)], { total: 49 }), noon);
    assert.equal(
      again.deployments.some(({ id }) => id === aDeployment("number 1").id),
      false,
    );
  });

  it("forgets everything older when Sevalla says that one page is all", () => {
    const first = withNewestPage(undefined, aPage(numbered(25), { total: 50 }), noon);
    assert.deepEqual(withNewestPage(first, aPage(numbered(2)), noon).deployments, numbered(2));
  });

  it("takes up a new deployment and a changed one, but not one older than all it lists", () => {
    const history = withNewestPage(undefined, aPage(numbered(3)), noon);
    const fresh = aDeployment("fresh", { createdAt: noon + 1, status: "waiting" });
    const grown = withDeployment(history, fresh);
    assert.deepEqual(grown.deployments[0], fresh);
    assert.equal(grown.total, 4);
    const changed = withDeployment(grown, { ...fresh, status: "success" });
    assert.equal(changed.deployments[0]?.status, "success");
    assert.equal(changed.total, 4);
    assert.equal(withDeployment(history, aDeployment("ancient", { createdAt: noon - 999 * minute })), history);
  });
});
