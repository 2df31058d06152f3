import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { changeAnswer } from "../sandbox/changeAnswer.ts";
import { openStage, type Stage } from "./stage.ts";

const script = "<img src=x onerror=alert(1)><script>alert(2)</script>";
const invalid = "not UTF-8: ";
const messages = [
  script,
  "a\u0000b",
  "\u202egpj.exe",
  "\u001b[31mred\u001b[0m \u001b]8;;command:workbench.action.quit\u0007link\u001b]8;;\u0007",
  `${"m".repeat(1_000_000)} end`,
  invalid,
  `src/app.ts:3:1 - error TS1: ${script} [x](command:workbench.action.quit) \u202eevil`,
];
const entries = messages.map((message, index) => ({
  id: `line ${index}`,
  message,
  severity: index === messages.length - 1 ? "ERROR" : "INFO",
  timestamp: new Date(Date.now() - 60_000 + index).toISOString(),
}));
const hostile = {
  commit_message: `${invalid}${script}\n\n${script}`,
  branch: `${script}\u202e`,
  author_login: `${script}\u2066\u0000`,
  author_img: "javascript:alert(3)",
  docker_image_url: `registry.example/${script}`,
};

/** As JSON, with two bytes after each of its marks that no text in UTF-8 has. */
function withInvalidBytes(json: string): Uint8Array {
  const bad = Buffer.from([0xff, 0xfe]);
  return Buffer.concat(
    json
      .split(invalid)
      .flatMap((part, index) => [
        index > 0 ? Buffer.concat([Buffer.from(invalid), bad]) : Buffer.alloc(0),
        Buffer.from(part),
      ]),
  );
}

describe("A deployment of which others wrote what they liked", () => {
  let stage: Stage;
  const asked: string[] = [];

  before(async () => {
    stage = await openStage({
      linked: "checkout-api",
      settings: { "sevalla.details.authorPictures": true, "files.associations": { "*.ts": "plaintext" } },
    });
    const { workbench, sandbox, folder } = stage;
    mkdirSync(path.join(folder, "src"));
    writeFileSync(path.join(folder, "src/app.ts"), "one\ntwo\nthree\n");
    workbench.page.on("dialog", (dialog) => asked.push(dialog.message()));
    await workbench.expand(workbench.treeRow("Checkout API"));
    const change = changeAnswer(hostile);
    const spoilt = (made: (answer: unknown) => unknown) => (json: string) =>
      withInvalidBytes(JSON.stringify(made(JSON.parse(json))));
    sandbox.fault({ path: /\/logs$/ }, { kind: "bytes", spoil: spoilt(() => entries) });
    sandbox.fault({ path: /\/deployments\/[0-9a-f-]{36}$/ }, { kind: "bytes", spoil: spoilt(change) });
    await workbench.treeRow("Refund to the gift card a payment came from").click();
    await panel().getByText("red", { exact: true }).waitFor();
  });

  after(() => stage.close());

  const panel = () => stage.workbench.webviewPanel();
  const shown = async () => (await panel().locator("main").textContent()) ?? "";

  it("is shown in the details as text, with what it hides made visible", async () => {
    assert.equal(await panel().getByRole("heading", { level: 1 }).innerText(), `${invalid}\ufffd\ufffd${script}`);
    const text = await shown();
    for (const part of [
      script,
      `${script}⟨U+202E⟩`,
      `${script}⟨U+2066⟩\ufffd`,
      `registry.example/${script}`,
      "a\ufffdb",
    ])
      assert.ok(text.includes(part), part);
    assert.ok(text.includes(`${invalid}\ufffd\ufffd`));
    assert.ok(text.includes("⟨U+202E⟩gpj.exe"));
    assert.equal(await panel().locator(".ansi-red").first().textContent(), "red");
    assert.equal(await panel().locator("img, main script, main a").count(), 0);
    // A line of a megabyte is not put into the page before somebody asks for it.
    assert.ok(text.length < 100_000, `${text.length} characters`);
    await stage.picture("hostile-details");
  });

  it("leads to the file of the workspace that its error names", async () => {
    const { workbench } = stage;
    await panel().getByRole("button", { name: "src/app.ts:3:1" }).click();
    await workbench.page.locator(".statusbar-item").getByText("Ln 3, Col 1").waitFor();
    await workbench.runCommand("View: Close Editor");
    await panel().getByText("red", { exact: true }).waitFor();
  });

  it("is shown in an editor as text, and among the problems", async () => {
    const { workbench } = stage;
    await panel().getByRole("button", { name: "Open full log" }).click();
    const lines = workbench.page.locator(".editor-instance .view-lines");
    await lines.getByText("⟨U+202E⟩gpj.exe").waitFor();
    await stage.picture("hostile-log");
    await workbench.runCommand("Problems: Focus on Problems View");
    const problem = workbench.page
      .locator(".markers-panel")
      .getByText(/error TS1|<img src=x/)
      .first();
    await problem.waitFor();
    assert.match(await problem.innerText(), /<img src=x onerror=alert\(1\)>/);
    assert.equal(await workbench.page.locator(".markers-panel img").count(), 0);
    await stage.picture("hostile-problems");
  });

  it("has run nothing, opened nothing and asked nobody", () => {
    assert.deepEqual(asked, []);
    assert.deepEqual(stage.workbench.openedLinks, []);
  });
});
