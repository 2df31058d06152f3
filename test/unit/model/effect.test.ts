import assert from "node:assert/strict";
import { compare, fewestRequests, minutesAfter, minutesOf, overtakenAt } from "../../../src/model/effect.ts";
import { aDeployment, minute, noon } from "../../support/builders.ts";
import { anEffect, broken, calm, figures, minutes, steady, type Traffic, verdictOf } from "../../support/effects.ts";

describe("What a rollback changed", () => {
  it("is for the better when server errors are clearly fewer, whatever the response time", () => {
    assert.equal(verdictOf(broken, calm), "better");
    assert.equal(verdictOf({ ...broken, ms: 50 }, { ...calm, ms: 900 }), "better");
  });

  it("is for the worse when server errors are clearly more, even if answers are faster", () => {
    assert.equal(verdictOf(calm, { ...broken, ms: 5 }), "worse");
  });

  it("is told by client errors where server errors stay, then by the response time", () => {
    const lost = { ...calm, ok: 200, notFound: 91 };
    assert.equal(verdictOf(calm, { ...lost, ms: 10 }), "worse");
    assert.equal(verdictOf(lost, calm), "better");
    assert.equal(verdictOf({ ...calm, ms: 200 }, { ...calm, ms: 120 }), "better");
    assert.equal(verdictOf(calm, { ...calm, ms: 200 }), "worse");
  });

  it("is nothing when the difference is small or may be chance", () => {
    assert.equal(verdictOf(calm, calm), "same");
    assert.equal(verdictOf(calm, { ...calm, ms: 139 }), "same");
    assert.equal(verdictOf({ ...calm, failed: 1 }, calm), "same");
    assert.equal(verdictOf({ ok: 4, failed: 0 }, { ok: 3, failed: 0.4 }), "same");
    assert.equal(verdictOf({ ok: 10_000, failed: 40 }, { ok: 10_000, failed: 0 }), "same", "under half a per cent");
  });

  it("cannot be told from too few requests on either side", () => {
    const few = (fewestRequests - 1) / 10;
    assert.equal(verdictOf({ failed: few }, calm), "tooLittle");
    assert.equal(verdictOf(broken, { ok: few }), "tooLittle");
    assert.equal(verdictOf(broken, {}), "tooLittle");
    assert.equal(verdictOf({ failed: fewestRequests / 10 }, { ok: fewestRequests / 10 }), "better");
  });

  it("is not known without figures of both sides", () => {
    assert.equal(compare(anEffect()).verdict, "unknown");
    assert.equal(compare(anEffect({ figures: figures(minutes(10, calm), []) })).verdict, "unknown");
    assert.equal(compare(anEffect({ figures: figures([], minutes(10, calm)) })).verdict, "unknown");
    const onlyTimes = { ...figures(minutes(10, calm), minutes(10, calm)), statusCodes: [] };
    assert.equal(compare(anEffect({ figures: onlyTimes })).verdict, "unknown");
  });

  it("weighs a response time by the requests of its minute", () => {
    const before: Traffic[] = [{ ok: 900, ms: 100 }, { ok: 100, ms: 1_100 }, { ms: 90_000 }, { ok: 50 }];
    assert.equal(compare(anEffect({ figures: figures(before, minutes(10, calm)) })).before.meanMs, 200);
    assert.equal(compare(steady({ ok: 9 }, { ok: 9 })).before.meanMs, undefined);
  });

  it("bridges minutes that are missing", () => {
    const whole = figures(minutes(10, broken), minutes(10, calm));
    const gaps = {
      ...whole,
      statusCodes: whole.statusCodes.filter((_, index) => index % 3 !== 0),
      responseTimes: whole.responseTimes.filter((_, index) => index % 4 !== 0),
    };
    const { verdict, before } = compare(anEffect({ figures: gaps }));
    assert.equal(verdict, "better");
    assert.equal(before.minutes, 6);
    assert.equal(before.perMinute, 300);
    assert.equal(before.meanMs, 840);
  });

  it("does not count the minute in which it went live, nor what lies outside the twenty", () => {
    const whole = figures(minutes(12, calm), minutes(12, calm));
    const shifted = { ...whole, statusCodes: whole.statusCodes.map((point) => ({ ...point, at: point.at - 30_000 })) };
    const { before, after } = compare(anEffect({ figures: shifted }));
    assert.deepEqual([before.minutes, after.minutes], [9, 9]);
    assert.equal(minutesOf(anEffect({ figures: whole })).length, 20);
  });

  it("puts the two kinds of figures together even when their times differ by seconds", () => {
    const whole = figures([calm], [calm]);
    const late = { ...whole, responseTimes: whole.responseTimes.map((point) => ({ ...point, at: point.at + 7_000 })) };
    assert.deepEqual(
      minutesOf(anEffect({ figures: late })).map(({ ms }) => ms),
      [120, 120],
    );
  });

  it("stops counting when another deployment goes live", () => {
    const overtaken = anEffect({
      figures: figures(minutes(10, broken), [...minutes(3, calm), ...minutes(7, broken)]),
      overtakenAt: noon + 3.5 * minute,
    });
    assert.equal(compare(overtaken).after.minutes, 3);
    assert.equal(minutesAfter(overtaken), 3);
    assert.equal(compare(overtaken).after.serverErrorShare, 0);
  });

  it("is never a number that is none, whatever the traffic", () => {
    const kinds: readonly Traffic[] = [
      {},
      { ok: 0, ms: 0 },
      { failed: 30 },
      { ok: 30 },
      { notFound: 1e9, ms: 1e9 },
      calm,
    ];
    for (const before of kinds) {
      for (const after of kinds) {
        const { before: a, after: b, verdict } = compare(steady(before, after));
        for (const side of [a, b]) {
          assert.ok(side.serverErrorShare >= 0 && side.serverErrorShare <= 1);
          assert.ok(side.clientErrorShare >= 0 && side.clientErrorShare <= 1);
          assert.ok(Number.isFinite(side.perMinute) && Number.isFinite(side.meanMs ?? 0));
        }
        const mirrored = { better: "worse", worse: "better" };
        const back = verdictOf(after, before);
        assert.equal(back, verdict in mirrored ? (verdict === "better" ? "worse" : "better") : verdict);
      }
    }
  });
});

describe("A deployment that takes over", () => {
  const rollback = aDeployment("rollback", { createdAt: noon, trigger: "ROLLBACK_DEPLOYMENT" });
  const later = (name: string, minutesLater: number, status = "success") =>
    aDeployment(name, { createdAt: noon + minutesLater * minute, status });

  it("is the first newer one that went live", () => {
    const older = aDeployment("older", { createdAt: noon - minute });
    const all = [later("b", 5), later("a", 3), later("failed", 2, "failed"), rollback, older];
    assert.equal(overtakenAt(all, rollback), noon + 3 * minute + 61_000);
  });

  it("is none while nothing newer is live", () => {
    assert.equal(overtakenAt([later("a", 1, "inProgress"), rollback], rollback), undefined);
    assert.equal(overtakenAt([], rollback), undefined);
  });
});
