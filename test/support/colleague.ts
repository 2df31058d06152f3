import { AppDetails } from "../../src/model/appDetails.ts";
import { appsOf, newlyOpened } from "../../src/model/store.ts";
import type { AppId, DeploymentId } from "../../src/sevalla/ids.ts";
import type { SharedAnswers } from "../../src/sevalla/sharedAnswers.ts";
import { type Company, openReadingWindow, type ReadingWindowOptions } from "./company.ts";
import type { FakeSecrets } from "./fakeSecrets.ts";
import type { HandClock } from "./handClock.ts";

/** A window of somebody at work, with an app linked to its folder. */
export class ColleagueWindow {
  isFocused = false;
  isListShown = false;
  readonly app: AppId;
  readonly #company: Company;
  readonly #clock: HandClock;
  readonly #random: () => number;
  readonly #openIds: DeploymentId[] = [];
  #left = new AbortController();
  #opened: Awaited<ReturnType<typeof openReadingWindow>> | undefined;

  constructor(company: Company, clock: HandClock, random: () => number, app: AppId) {
    this.app = app;
    this.#company = company;
    this.#clock = clock;
    this.#random = random;
  }

  /** VS Code starts. */
  async start(shared?: SharedAnswers, secrets?: FakeSecrets): Promise<void> {
    const watched = {
      appIds: () => [this.app],
      openIds: () => this.#openIds,
      isListShown: () => this.isListShown,
      isWindowFocused: () => this.isFocused,
    };
    const options: ReadingWindowOptions = { watched, random: this.#random };
    const further = { ...(shared && { shared }), ...(secrets && { secrets }) };
    const opening = openReadingWindow(this.#company, this.#clock, { ...options, ...further });
    this.#opened = await this.#company.during(opening);
  }

  focus(isFocused: boolean, isListShown = isFocused && this.#random() < 0.25): void {
    this.isFocused = isFocused;
    this.isListShown = isListShown;
    if (!isListShown) this.#left.abort();
    this.#opened?.refresher.windowChanged();
  }

  /** Opens the details of a deployment of the linked app. */
  async openDetails(id: DeploymentId): Promise<void> {
    this.#openIds.push(id);
    this.#opened?.store.setOpen(id, newlyOpened(this.app));
    await this.#opened?.refresher.showDeployment({ appId: this.app, deploymentId: id });
  }

  /** Reads the projects of what is listed, as a list by project does, and the look for an app to link. */
  async readProjects(): Promise<void> {
    if (!this.#opened) return;
    const { client, reader, session, store } = this.#opened;
    const details = new AppDetails(
      (appId) => client.getApp(appId),
      () => session.state,
      (signal) => reader.turn(signal),
    );
    this.#left = new AbortController();
    await details.read(appsOf(store.state), this.#left.signal);
  }

  get session() {
    return this.#opened?.session;
  }

  get store() {
    return this.#opened?.store;
  }

  /** How old what it shows of its app is, ms; undefined when it shows nothing yet. */
  get age(): number | undefined {
    const readAt = this.#opened?.reader.readAt(this.app);
    return readAt === undefined ? undefined : this.#clock.now() - readAt;
  }

  close(): void {
    this.#opened?.refresher.dispose();
  }
}

/** Winds the clock on until then, and lets everything that is due come to its end in between. */
export async function live(company: Company, clock: HandClock, until: number, between = () => {}): Promise<void> {
  while (clock.nextIn !== undefined && clock.now() + clock.nextIn < until) {
    clock.advance(clock.nextIn);
    await quiet(company);
    between();
  }
}

/** Resolves when nothing is under way any more. */
export async function quiet(company: Pick<Company, "isBusy">): Promise<void> {
  for (let turns = 0; turns < 2; turns++) {
    do await new Promise((resolve) => setImmediate(resolve));
    while (company.isBusy);
  }
}
