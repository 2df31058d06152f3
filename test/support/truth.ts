import assert from "node:assert/strict";
import type { RollbackSubject } from "../../src/model/rollback.ts";
import type { RollbackOutcome } from "../../src/model/rollbackOutcome.ts";
import { outcomeWords } from "../../src/present/outcome.ts";
import type { SandboxDeployment } from "../sandbox/deployment.ts";
import { liveDeployment } from "../sandbox/life.ts";
import type { Desk } from "./desk.ts";

/** What is so in the sandbox, to compare with what the user is told of a rollback of the storefront. */
export class Truth {
  readonly #desk: Desk;
  readonly #before: ReadonlySet<string>;
  readonly #others = new Set<string>();

  /** Taken before the rollback. */
  constructor(desk: Desk) {
    this.#desk = desk;
    this.#before = new Set(this.#app.deployments.map(({ id }) => id));
  }

  /** Notes a deployment that somebody else makes meanwhile, by default like the one that is newest. */
  another(facts: Partial<SandboxDeployment> = {}): SandboxDeployment {
    const [newest] = this.#app.deployments;
    if (!newest) throw new Error("no deployment");
    const id = `00000000-0000-4000-8000-${String(this.#others.size + 1).padStart(12, "0")}`;
    const life = { waitingMs: 0, buildMs: 0, rolloutMs: 0 };
    const made = { ...newest, life, createdAt: this.#desk.sevallaNow(), ...facts, id };
    this.#others.add(id);
    this.#app.deployments.unshift(made);
    return made;
  }

  /** The rollbacks that were made in this test, save other people's. */
  get ours(): readonly SandboxDeployment[] {
    return this.#app.deployments.filter(
      ({ id, trigger }) => trigger === "ROLLBACK_DEPLOYMENT" && !this.#before.has(id) && !this.#others.has(id),
    );
  }

  get live(): SandboxDeployment | undefined {
    return liveDeployment(this.#app, this.#desk.sevallaNow());
  }

  /** How often Sevalla was asked for a rollback. */
  get posts(): number {
    return this.#desk.count("POST", /\/deployments\/rollback$/);
  }

  /** The words of an outcome, every claim of which has been found to be so. */
  told(outcome: RollbackOutcome, rollback: RollbackSubject): string {
    const { message } = outcomeWords(outcome, rollback);
    const claimedLive = /Live now: .* \((\w{7})\)/.exec(message) ?? /\((\w{7})\) is still live/.exec(message);
    if (claimedLive) assert.equal(claimedLive[1], this.live?.commitSha?.slice(0, 7), message);
    if (/ is rolled back\./.test(message)) assert.equal(this.live?.id, this.ours[0]?.id, message);
    if (/ was rolled back to /.test(message)) assert.equal(this.ours.length, 1, message);
    if (/was not rolled back|Nothing was rolled back/.test(message)) assert.deepEqual(this.ours, [], message);
    if (/not certain whether Storefront/.test(message))
      assert.doesNotMatch(message, /is rolled back|was not rolled back|Try again/);
    if (/[Aa]uto-deploy is paused\./.test(message)) assert.equal(this.#app.autoDeploy, false, message);
    if (/[Aa]uto-deploy is still on/.test(message)) assert.equal(this.#app.autoDeploy, true, message);
    return message;
  }

  get #app() {
    return this.#desk.sandbox.account.app("storefront");
  }
}
