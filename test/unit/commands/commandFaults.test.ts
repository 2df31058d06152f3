import assert from "node:assert/strict";
import { commandIds } from "../../../src/contributions.ts";
import { appsOf, deploymentsOf } from "../../../src/model/store.ts";
import { liveDeployment } from "../../sandbox/life.ts";
import { deploymentIdsOf, idOf } from "../../support/desk.ts";
import { assertReadable, assertSaysWhatNext } from "../../support/faultDesk.ts";
import { oddities, uuidOf } from "../../support/oddities.ts";
import { troubles } from "../../support/troubles.ts";
import { openVerbsDesk, type VerbsDesk } from "../../support/verbsDesk.ts";

/** What reads from Sevalla before it asks, shows or copies anything. */
const reading: readonly string[] = [
  commandIds.openApp,
  commandIds.cancelDeployment,
  commandIds.copyIncidentNote,
  commandIds.deploy,
  commandIds.restart,
  // What reads several things at once, of which some may still be asked for when it has told of another.
  commandIds.rollBack,
  commandIds.undoRollback,
  commandIds.previewRollback,
  commandIds.planRollback,
  commandIds.showUndoneCommits,
  commandIds.showUndoneChanges,
  commandIds.fetchUndone,
];
/** What sends at once what the user agrees to. */
const sending: readonly string[] = [commandIds.pauseAutoDeploy, commandIds.resumeAutoDeploy];
/** What knows already all that it needs. */
const knowing: readonly string[] = [
  commandIds.copyCommitSha,
  commandIds.copyImage,
  commandIds.copyDeploymentId,
  commandIds.copyAppId,
  commandIds.copyLink,
  commandIds.openCommit,
  commandIds.openDeployment,
  commandIds.openLog,
  commandIds.openRuntimeLog,
];

/** What somebody who agrees to whatever is asked presses and picks. */
const agreed: Readonly<Record<string, string>> = {
  [commandIds.rollBack]: "Roll back",
  [commandIds.undoRollback]: "Roll back",
  [commandIds.deploy]: "Deploy",
  [commandIds.restart]: "Restart",
  [commandIds.cancelDeployment]: "Cancel deployment",
  [commandIds.pauseAutoDeploy]: "Pause auto-deploy",
  [commandIds.resumeAutoDeploy]: "Resume auto-deploy",
};

/** Runs a command for somebody who agrees to whatever it asks. */
async function run(desk: VerbsDesk, id: string, argument: object) {
  const from = desk.requests.length;
  const button = agreed[id];
  if (button) desk.user.presses(button);
  if (id === commandIds.deploy) desk.user.picks("main");
  const done = await desk.runs(id, argument);
  desk.user.forgets();
  const isRejected = desk.session.state.kind === "rejected";
  if (isRejected) await desk.session.read("again");
  const messages = done.told.map(({ message }) => message);
  return {
    ...done,
    messages,
    isRejected,
    requests: desk.requests.slice(from).map(({ method, path }) => `${method} ${path}`),
  };
}

const changesAmong = (requests: readonly string[]) => requests.filter((request) => !request.startsWith("GET "));

function refTo(desk: VerbsDesk, name: string) {
  return { appId: idOf(desk.sandbox, name), deploymentId: deploymentIdsOf(desk.sandbox, name)[1] ?? uuidOf(1) };
}

describe("Every command, with every retry, when Sevalla answers with", () => {
  let desk: VerbsDesk;

  before(async () => {
    desk = await openVerbsDesk();
  });
  afterEach(() => desk.assertNothingEscaped());
  after(() => desk.close());

  const known = () => {
    const { state } = desk.store;
    return [appsOf(state), deploymentsOf(state, desk.shop.id), [...state.pausedApps]];
  };

  for (const trouble of troubles) {
    it(`${trouble.name}, tells of it once, keeps what is known, and asks for no more than it may`, async () => {
      const apps = desk.sandbox.account.apps.filter(({ deployments }) => deployments.length > 1);
      const before = known();
      const end = desk.strike(trouble);
      // Each with an app of its own, whose requests are the command's.
      for (const [index, id] of [...reading, ...sending].entries()) {
        const what = `${id}, ${trouble.name}`;
        const app = apps[index % apps.length];
        assert.ok(app);
        const { told, requests, isRejected } = await run(desk, id, refTo(desk, app.name));
        // A key that is turned down while the app is looked at is announced for all that was asked with it.
        if (isRejected && told.length === 0) continue;
        assert.equal(told.length, 1, what);
        const [{ message } = { message: "" }] = told;
        assertReadable(message, what);
        assertSaysWhatNext(message, what);
        assert.match(message, sending.includes(id) ? /auto-deploy/ : /Nothing was changed\./, what);
        const often = mostOften(requests.filter((request) => request.includes(app.id)));
        const isRead = reading.includes(id) || trouble.fate === "unknown";
        // A restart looks what is live before it asks, and whether that is still so afterwards.
        assert.equal(often, isRead ? trouble.tries * (id === commandIds.restart ? 2 : 1) : 1, what);
      }
      for (const id of knowing) {
        const { told, shown, requests } = await run(desk, id, refTo(desk, "storefront"));
        assert.deepEqual([told, requests], [[], []], id);
        assert.equal(shown.length, 1, id);
      }
      end();
      assert.deepEqual(known(), before);
      assert.deepEqual(desk.rollbacks.interrupted(), []);
    }).timeout(30_000);
  }
});

describe("A command whose change meets", () => {
  /** What each changes, and what is said of it where it was not done, where it was, and where nobody can know. */
  const changes = [
    [commandIds.cancelDeployment, "orders-worker", /Nothing was changed\./, /is being cancelled: /, /^.* not certain/],
    [commandIds.pauseAutoDeploy, "checkout-api", /is still on\./, /is paused: /, /is still on\./],
    [commandIds.rollBack, "storefront", /was not rolled back\./, /is rolled back\. Live now: /, /^It is not certain/],
    [commandIds.deploy, "docs-site", /was not deployed\./, /^It is not certain/, /^It is not certain/],
    [commandIds.restart, "image-proxy", /was not restarted\./, /^It is not certain/, /^It is not certain/],
  ] as const;

  for (const trouble of troubles) {
    it(`${trouble.name} sends it once, and says what is so`, async () => {
      const desk = await openVerbsDesk();
      for (const [id, name, notDone, done, unknown] of changes) {
        const what = `${id}, ${trouble.name}`;
        const end = desk.strike(trouble, { method: sending.includes(id) ? "PATCH" : "POST" });
        const { messages, requests } = await run(desk, id, { appId: idOf(desk.sandbox, name) });
        end();
        assert.equal(changesAmong(requests).length, 1, what);
        const [message = ""] = messages;
        assert.equal(messages.length, 1, `${what}: ${messages.join(" / ")}`);
        assertReadable(message, what);
        // Where there is no body to lose, nothing is lost.
        const isLost = trouble.fate === "unknown";
        const isKnown = id === commandIds.cancelDeployment ? !trouble.spoilsNoContent : isLost && trouble.isDone;
        assert.match(message, isKnown ? done : isLost ? unknown : notDone, what);
      }
      await desk.assertNothingEscaped();
      await desk.close();
    }).timeout(30_000);
  }
});

describe("Every command, when what Sevalla answers has", () => {
  const subjects: Readonly<Record<string, string>> = {
    [commandIds.cancelDeployment]: "orders-worker",
    [commandIds.pauseAutoDeploy]: "checkout-api",
    [commandIds.resumeAutoDeploy]: "docs-site",
    [commandIds.deploy]: "docs-site",
    [commandIds.restart]: "image-proxy",
  };
  const inOrder = [
    commandIds.cancelDeployment,
    ...sending,
    ...knowing,
    ...reading.filter((id) => id !== commandIds.cancelDeployment),
  ];

  for (const [name, fault] of Object.entries(oddities)) {
    it(`${name}, sends no change twice, says what is so, and keeps what is known`, async () => {
      const desk = await openVerbsDesk();
      const before = appsOf(desk.store.state);
      const end = desk.strike({ by: () => fault });
      for (const id of inOrder) {
        const app = desk.sandbox.account.app(subjects[id] ?? "storefront");
        const count = app.deployments.length;
        const { messages, requests } = await run(desk, id, { appId: app.id });
        const made = app.deployments.length - count;
        assert.equal(messages.length <= 1, true, `${id}, ${name}: ${messages.join(" / ")}`);
        const [message] = messages;
        const what = `${id}, ${name}: ${message}`;
        if (message !== undefined) assertReadable(message, what);
        assert.equal(changesAmong(requests).length, id in agreed && !isUntouched(message) ? 1 : 0, what);
        assert.equal(made, isMaking(message) ? 1 : 0, what);
        if (id === commandIds.pauseAutoDeploy || id === commandIds.resumeAutoDeploy)
          assert.equal(app.autoDeploy, id === commandIds.resumeAutoDeploy, what);
        const [, live] = /Live now: .*\((\w{7})\)/.exec(message ?? "") ?? [];
        if (live) assert.equal(liveDeployment(app, desk.sevallaNow())?.commitSha?.slice(0, 7), live, what);
      }
      end();
      assert.deepEqual(appsOf(desk.store.state), before);
      await desk.assertNothingEscaped();
      await desk.close();
    }).timeout(30_000);
  }

  /** Whether a command says that it has sent nothing. */
  const isUntouched = (message = "") =>
    /Nothing (?:more )?was|was not (?:rolled back|deployed|restarted)/.test(message);
  /** Whether it says that it has made a deployment. */
  const isMaking = (message = "") => /rolled back|succeeded|was started/.test(message) && !isUntouched(message);
});

/** How often the same was asked. */
function mostOften(requests: readonly string[]): number {
  return Math.max(...requests.map((one) => requests.filter((other) => other === one).length));
}
