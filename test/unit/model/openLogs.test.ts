import assert from "node:assert/strict";
import { newlyOpened } from "../../../src/model/store.ts";
import type { AppId, DeploymentId } from "../../../src/sevalla/ids.ts";
import type { LogEntry } from "../../../src/sevalla/resources.ts";
import { type Desk, deploymentIdsOf, idOf, openDesk } from "../../support/desk.ts";

const minute = 60_000;

/** A log as Sevalla sends it. */
const wireOf = (log: readonly LogEntry[]) =>
  log.map(({ at, ...entry }) => ({ ...entry, timestamp: new Date(at).toISOString() }));

describe("The reader, of the logs of open deployments,", () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await openDesk();
    await desk.reader.readApps();
  });
  afterEach(() => desk.close());

  /** Opens the details of an app's newest deployment. */
  function opened(app: string): { readonly appId: AppId; readonly id: DeploymentId } {
    const appId = idOf(desk.sandbox, app);
    const [id] = deploymentIdsOf(desk.sandbox, app);
    if (!id) throw new Error("no deployment");
    desk.store.setOpen(id, newlyOpened(appId));
    return { appId, id };
  }

  const logs = () => desk.count("GET", /\/logs$/);

  it("asks for that of a deployment that ended long ago only once", async () => {
    const { appId, id } = opened("storefront");
    for (let look = 0; look < 5; look++) {
      await desk.reader.readOpen(appId, id);
      desk.clock.advance(minute);
    }
    assert.equal(logs(), 1);
  });

  it("asks on until a minute after the end, since the last lines may come late", async () => {
    const { appId, id } = opened("orders-worker");
    const isFinished = () => Boolean(desk.store.state.open.get(id)?.deployment?.finishedAt);
    while (!isFinished()) {
      await desk.reader.readOpen(appId, id);
      desk.clock.advance(10_000);
    }
    const atEnd = logs();
    for (let look = 0; look < 12; look++) {
      await desk.reader.readOpen(appId, id);
      desk.clock.advance(10_000);
    }
    const afterEnd = logs() - atEnd;
    assert.equal(afterEnd >= 4 && afterEnd <= 7, true, `${afterEnd} times`);
  });

  it("asks for none that was read elsewhere just now, and takes up none that is as it was", async () => {
    const { appId, id } = opened("orders-worker");
    await desk.reader.readStatus(appId, id);
    const read = await desk.client.deploymentLog(appId, id);
    await desk.reader.readLog(appId, id);
    assert.equal(logs(), 1);
    const known = desk.store.state.open.get(id);
    assert.equal(known?.log.kind === "ready" && known.log.entries, read);
    desk.sandbox.fault({ path: /logs$/ }, { kind: "html", status: 200, body: JSON.stringify(wireOf(read)) });
    desk.clock.advance(10_000);
    await desk.reader.readLog(appId, id);
    assert.equal(logs(), 2);
    assert.equal(desk.store.state.open.get(id), known);
  });

  it("says of a log that could not be read again why, and when it was read, until it can", async () => {
    const { appId, id } = opened("orders-worker");
    const log = () => {
      const { log } = desk.store.state.open.get(id) ?? {};
      return log?.kind === "ready" ? log : undefined;
    };
    await desk.reader.readOpen(appId, id);
    const readAt = desk.clock.now();
    desk.sandbox.fault({ path: /logs$/ }, { kind: "status", status: 500 });
    desk.clock.advance(minute);
    await desk.reader.readOpen(appId, id);
    assert.deepEqual([log()?.readAt, log()?.stale?.kind], [readAt, "server"]);
    desk.sandbox.clearFaults();
    desk.clock.advance(minute);
    await desk.reader.readOpen(appId, id);
    assert.deepEqual([log()?.readAt, log()?.stale], [desk.clock.now(), undefined]);
  });

  it("reads the log to its end as soon as an open deployment has ended, however that is learnt", async () => {
    const { appId, id } = opened("storefront");
    await desk.reader.readOpen(appId, id);
    const ended = desk.store.state.open.get(id)?.deployment;
    if (!ended) throw new Error("nothing open");
    desk.reader.took({ ...ended, status: "inProgress" });
    const before = logs();
    await desk.reader.readOpen(appId, id);
    assert.equal(logs(), before + 1);
    desk.reader.took({ ...ended, status: "inProgress" });
    desk.reader.took(ended);
    await desk.reader.readOpen(appId, id);
    assert.equal(logs(), before + 2);
  });
});
