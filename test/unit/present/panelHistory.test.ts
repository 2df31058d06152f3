import assert from "node:assert/strict";
import { comparison, historyView, neighbours, type Reach, reachOf } from "../../../src/present/panelHistory.ts";
import type { Deployment } from "../../../src/sevalla/resources.ts";
import { aDeployment, hour, minute, noon } from "../../support/builders.ts";
import { said, took } from "../../support/panelViews.ts";
import { aHistory } from "../../support/states.ts";

const at = (hours: number, ms: number, facts = {}) => {
  const createdAt = noon - hours * hour;
  return aDeployment(`d${hours}`, { createdAt, startedAt: createdAt, finishedAt: createdAt + ms, ...facts });
};
const live = at(1, 2 * minute);
const failed = at(2, 4 * minute, { status: "failed" });
const first = at(3, minute);
const all = [live, failed, first];

describe("The history in the details panel", () => {
  it("has a bar for each deployment, oldest first, with the time that it took", () => {
    const view = historyView(all, failed);
    assert.deepEqual(
      view?.bars.map((bar) => [bar.tone, bar.isThis, bar.isLive, bar.took && took(bar.took)]),
      [
        ["good", false, false, "1 min"],
        ["bad", true, false, "4 min"],
        ["good", false, true, "2 min"],
      ],
    );
  });

  it("shows the newest fifty", () => {
    const many = Array.from({ length: 80 }, (_, index) => at(index, minute));
    assert.equal(historyView(many, live)?.bars.length, 50);
    assert.equal(historyView(many, live)?.bars.at(-1)?.createdAt, noon);
  });

  it("measures what runs until now, and nothing that has not started", () => {
    const running = at(0.1, 0, { status: "inProgress", finishedAt: undefined });
    const waiting = at(0, 0, { status: "waiting", startedAt: undefined, finishedAt: undefined });
    const bars = historyView([waiting, running], running)?.bars;
    assert.deepEqual(
      bars?.map((bar) => bar.took && took(bar.took)),
      ["6 min", undefined],
    );
  });

  it("is left out where there is nothing to compare", () => {
    assert.equal(historyView([live], live), undefined);
  });

  const to = (direction: string, { id, commitMessage }: Deployment) => {
    return {
      label: `${direction} deployment: ${commitMessage?.split("\n")[0]}`,
      intent: { type: "open", deploymentId: id },
    };
  };
  const none = (label: string) => ({ label, intent: undefined });
  const more = { label: "Load more deployments", intent: { type: "loadMore" } };

  it("names the deployments before and after, and says where there are none", () => {
    assert.deepEqual(neighbours(all, failed, "all"), { earlier: to("Earlier", first), later: to("Later", live) });
    assert.deepEqual(neighbours(all, first, "all").earlier, none("No earlier deployment"));
    assert.deepEqual(neighbours(all, live, "newest").later, none("No later deployment"));
  });

  it("offers to load more where more than was read may come, and says of nothing unread that it is not there", () => {
    assert.deepEqual(neighbours(all, first, "newest"), { earlier: more, later: to("Later", failed) });
    const older = at(9, minute);
    assert.deepEqual(neighbours(all, older, "newest"), { earlier: more, later: more });
    const unknown = none("Not loaded yet");
    assert.deepEqual(neighbours([], older, "nothing"), { earlier: unknown, later: unknown });
  });

  it("finds the place of a deployment that is not listed any more by its time", () => {
    const gone = at(1.5, minute);
    assert.deepEqual(neighbours(all, gone, "newest"), { earlier: to("Earlier", failed), later: to("Later", live) });
    assert.deepEqual(neighbours(all, at(9, minute), "all"), {
      earlier: none("No earlier deployment"),
      later: to("Later", first),
    });
  });

  it("knows how much was read by the history", () => {
    const read = aHistory(all);
    assert.equal(reachOf(read), "all");
    assert.equal(reachOf({ ...read, total: 4 }), "newest");
    assert.equal(reachOf({ kind: "loading" }), "nothing");
    assert.equal(reachOf(undefined), "nothing");
  });

  const standing = (known: readonly Deployment[], shown: Deployment, reach: Reach = "newest") =>
    said(comparison(known, shown, reach)?.text ?? []);

  it("says how a deployment stands to what is live", () => {
    assert.match(standing(all, first), /^Live is “Release d1” \(\w{7}\), released 1 h ago, 2 deployments later\.$/);
    assert.match(standing(all, failed), /, released 1 h ago, right after this one\.$/);
    const newer = at(0.5, minute, { status: "failed" });
    assert.match(standing([newer, ...all], newer), /, right before this one\.$/);
    const newest = at(0.2, minute, { status: "failed" });
    assert.match(standing([newest, newer, ...all], newest), /, 2 deployments earlier\.$/);
    assert.equal(comparison(all, live, "newest"), undefined);
    assert.equal(comparison([failed], failed, "newest"), undefined);
  });

  it("offers to compare what comes from the same repository and is not the same commit", () => {
    const sha = (letter: string) => letter.repeat(40);
    const at = (facts: Partial<Deployment>) => {
      const repoUrl = "https://github.com/acme/shop";
      const other = { ...first, repoUrl, commitSha: sha("a"), ...facts };
      return comparison([{ ...live, repoUrl, commitSha: sha("b") }, other], other, "all")?.canCompare;
    };
    assert.equal(at({}), true);
    assert.equal(at({ commitSha: sha("b") }), false);
    assert.equal(at({ repoUrl: "https://github.com/acme/other" }), false);
  });

  it("does not count what lies between where not all of that was read", () => {
    const older = at(9, minute);
    assert.match(standing(all, older), /, released 1 h ago, after this one\.$/);
    assert.match(standing(all, older, "all"), /, released 1 h ago, 3 deployments later\.$/);
  });
});
