import assert from "node:assert/strict";
import { minute } from "../../support/builders.ts";
import { LentInMemory } from "../../support/company.ts";
import { openFaultDesk } from "../../support/faultDesk.ts";
import { troubles } from "../../support/troubles.ts";

it("What another window has lent is used, whatever comes over the network, and what has failed is not lent", async () => {
  const desk = await openFaultDesk();
  const { fetch, after } = desk;
  const lent = new LentInMemory(desk.clock);
  const { client, session } = await desk.openWindow({ shared: () => lent, fetch, after });
  const apps = { method: "GET", path: /^\/applications$/ };
  const atFirst = lent.paths;
  const list = () => client.listApps({ limit: 50, maxAgeMs: minute });
  for (const trouble of troubles) {
    const { name, kind, tries } = trouble;
    const before = desk.sent(apps);
    const end = desk.strike(trouble, apps);
    await assert.rejects(list(), { kind }, name);
    end();
    assert.equal(desk.sent(apps) - before, tries, name);
    assert.deepEqual(lent.paths, atFirst, name);
  }
  const known = await list();
  for (const trouble of troubles) {
    const { name, by } = trouble;
    const before = desk.sent(apps);
    const end = desk.strike(trouble, apps);
    assert.deepEqual(await list(), known, name);
    assert.equal(desk.sent(apps), before, name);
    const fault = typeof by === "string" ? undefined : by({ elsewhere: "", onHung: () => {} });
    if (fault?.kind === "malformed") {
      const body = fault.mutate({ data: [{ id: "7", name: "x" }], total: 1 });
      lent.keep("/applications?limit=25&offset=0", { at: desk.clock.now(), body });
      await assert.rejects(client.listApps({ maxAgeMs: minute }), { kind: "malformed" }, name);
      assert.equal(desk.sent(apps) - before, 1, name);
    }
    end();
  }
  assert.equal(session.state.kind, "signedIn");
  await desk.assertNothingEscaped();
  await desk.close();
}).timeout(30_000);
