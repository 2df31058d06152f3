import assert from "node:assert/strict";
import { aDeploymentView } from "../support/panelViews.ts";
import { openPanelPage, type PanelPage } from "./panelPage.ts";
import { until } from "./until.ts";

const picture = "https://example.com/mara.png";
const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("The picture of an author in the details", () => {
  let panel: PanelPage;

  afterEach(() => panel.close());

  async function show(arePicturesAllowed: boolean, address: string | undefined, isThere: boolean): Promise<string[]> {
    panel = await openPanelPage(arePicturesAllowed);
    const asked: string[] = [];
    await panel.page.route("https://example.com/**", (route) => {
      asked.push(route.request().url());
      return isThere ? route.fulfill({ contentType: "image/png", body: onePixel }) : route.fulfill({ status: 404 });
    });
    const commit = {
      ...{ body: "", author: "mara", initials: "MA", picture: address, sha: "a1b2c3d", fullSha: "a1b2c3d" },
      ...{ branch: "main", canOpen: false },
    };
    await panel.send(
      { type: "language", language: "en", messages: undefined },
      { type: "view", view: aDeploymentView({ commit }), ref: { appId: "", deploymentId: "" } },
    );
    return asked;
  }

  const image = () => panel.page.locator(".avatar img");

  it("is shown where pictures are allowed", async () => {
    const asked = await show(true, picture, true);
    await until("it is drawn", () =>
      image().evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth > 0),
    );
    assert.equal(await image().isVisible(), true);
    assert.deepEqual(asked, [picture]);
  });

  it("leaves the initials in sight when it cannot be loaded", async () => {
    await show(true, picture, false);
    await image().waitFor({ state: "hidden" });
    assert.equal(await panel.page.locator(".avatar").innerText(), "MA");
  });

  it("is not there where there is none: then there are the initials", async () => {
    await show(false, undefined, true);
    assert.equal(await panel.page.locator(".avatar").innerText(), "MA");
    assert.equal(await image().count(), 0);
  });

  it("is loaded by https alone, and not at all where pictures are not allowed, whatever a page is sent", async () => {
    assert.deepEqual(await show(false, picture, true), []);
    await image().waitFor({ state: "hidden" });
    assert.match(panel.errors.join(), /Content Security Policy/);
    await panel.close();
    assert.deepEqual(await show(true, "data:image/png;base64,AA==", true), []);
    await image().waitFor({ state: "hidden" });
    assert.match(panel.errors.join(), /Content Security Policy/);
  });
});
