import assert from "node:assert/strict";
import { comparison, historyView, neighbours } from "../../../src/present/panelHistory.ts";
import { aDeployment, hour, minute, noon } from "../../support/builders.ts";

const at = (hours: number, ms: number, facts = {}) => {
  const createdAt = noon - hours * hour;
  return aDeployment(`d${hours}`, { createdAt, startedAt: createdAt, finishedAt: createdAt + ms, ...facts });
};
const live = at(1, 2 * minute);
const failed = at(2, 4 * minute, { status: "failed" });
const first = at(3, minute);
const all = [live, failed, first];

describe("The history in the details panel", () => {
  it("has a bar for each deployment, oldest first, as high as it took long", () => {
    const view = historyView(all, failed, noon);
    assert.deepEqual(
      view?.bars.map(({ height, tone, isThis, isLive, took }) => ({ height, tone, isThis, isLive, took })),
      [
        { height: 0.25, tone: "good", isThis: false, isLive: false, took: "1 min" },
        { height: 1, tone: "bad", isThis: true, isLive: false, took: "4 min" },
        { height: 0.5, tone: "good", isThis: false, isLive: true, took: "2 min" },
      ],
    );
    assert.equal(view?.longest, "4 min");
  });

  it("shows the newest fifty", () => {
    const many = Array.from({ length: 80 }, (_, index) => at(index, minute));
    assert.equal(historyView(many, live, noon)?.bars.length, 50);
    assert.equal(historyView(many, live, noon)?.bars.at(-1)?.age, "just now");
  });

  it("measures what runs until now, and nothing that has not started", () => {
    const running = at(0.1, 0, { status: "inProgress", finishedAt: undefined });
    const waiting = at(0, 0, { status: "waiting", startedAt: undefined, finishedAt: undefined });
    const bars = historyView([waiting, running], running, noon)?.bars;
    assert.deepEqual(
      bars?.map(({ took }) => took),
      ["6 min", "not started"],
    );
  });

  it("is left out where there is nothing to compare", () => {
    assert.equal(historyView([live], live, noon), undefined);
  });

  it("names the deployments before and after", () => {
    assert.deepEqual(neighbours(all, failed), {
      earlier: { id: first.id, title: "Release d3" },
      later: { id: live.id, title: "Release d1" },
    });
    assert.deepEqual(neighbours(all, aDeployment("unlisted")), { earlier: undefined, later: undefined });
  });

  it("says how a deployment stands to what is live", () => {
    assert.match(
      comparison(all, first, noon)?.text ?? "",
      /^Live is Release d1 \(\w{7}\), 1 h ago: 1 deployment between, after/,
    );
    assert.match(comparison(all, failed, noon)?.text ?? "", /: right after this one\.$/);
    const newer = at(0.5, minute, { status: "failed" });
    assert.match(comparison([newer, ...all], newer, noon)?.text ?? "", /: right before this one\.$/);
    assert.equal(comparison(all, live, noon), undefined);
    assert.equal(comparison([failed], failed, noon), undefined);
  });
});
