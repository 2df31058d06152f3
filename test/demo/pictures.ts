// `npm run pictures`: the pictures of the README, taken in a VS Code with the packed extension, into media/pictures.
import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { projectRoot } from "../host/projectRoot.ts";
import { liveDeployment } from "../sandbox/life.ts";
import { openStage, type Stage, signIn } from "../ui/stage.ts";
import type { Theme } from "../ui/theme.ts";

const folder = path.join(projectRoot, "media/pictures");
const viewport = { width: 1200, height: 750 };
const mostBytes = { picture: 150_000, walk: 1_500_000 };
const minute = 60_000;

mkdirSync(folder, { recursive: true });
await takePictures("light");
await saveWalk(await takePictures("dark"));

interface Frame {
  readonly image: Buffer;
  readonly shownMs: number;
}

/** @returns the frames of the walk */
async function takePictures(theme: Theme): Promise<readonly Frame[]> {
  const frames = await onStage(theme, 0, rollBackInPictures);
  return [...frames, ...(await onStage(theme, 15 * minute, judgeInPictures))];
}

/** @param behindMs how far behind the sandbox's clock is: so much may have passed there that has not for VS Code */
async function onStage(
  theme: Theme,
  behindMs: number,
  act: (stage: Stage, theme: Theme, frame: (shownMs: number) => Promise<void>) => Promise<void>,
): Promise<readonly Frame[]> {
  const stage = await openStage({ linked: "storefront", repository: true, behindMs, theme, viewport });
  const frames: Frame[] = [];
  try {
    await act(stage, theme, async (shownMs) => {
      frames.push({ image: await stage.workbench.page.screenshot(), shownMs });
    });
  } finally {
    await stage.close();
  }
  return frames;
}

async function rollBackInPictures(stage: Stage, theme: Theme, frame: (shownMs: number) => Promise<void>) {
  await showLive(stage);
  await save(stage, `overview-${theme}`);
  await frame(2_500);
  await preview(stage, () => frame(3_500));
  await save(stage, `plan-${theme}`);
  await frame(3_000);
  await rollBack(stage, frame);
}

async function judgeInPictures(stage: Stage, theme: Theme, frame: (shownMs: number) => Promise<void>) {
  await showLive(stage);
  await rollBack(stage, async () => {});
  await judge(stage);
  await save(stage, `effect-${theme}`);
  await frame(4_000);
}

async function showLive({ workbench, sandbox }: Stage): Promise<void> {
  const storefront = workbench.treeRow("Storefront");
  await workbench.expand(storefront);
  const title = liveDeployment(sandbox.account.app("storefront"), Date.now())?.commitMessage?.split("\n")[0] ?? "";
  await workbench.treeRow(title).click();
  await workbench.webviewPanel().locator(".log .line").first().waitFor();
  await workbench.waitUntilIdle();
}

async function preview({ workbench }: Stage, onQuestion: () => Promise<void>): Promise<void> {
  await workbench.runCommand("Sevalla: Roll back");
  const dialog = await workbench.dialog();
  await onQuestion();
  await dialog.press("Preview…");
  await workbench
    .webviewPanel()
    .getByRole("region", { name: "Rollback plan" })
    .getByText(/^Undoes 1 commit by /)
    .waitFor();
  await workbench.waitUntilIdle();
}

async function rollBack({ workbench, finishDeployments }: Stage, frame: (ms: number) => Promise<void>): Promise<void> {
  await workbench.runCommand("Sevalla: Roll back");
  await (await workbench.dialog()).press("Roll back");
  await workbench.toast(/Rolling back Storefront to .*: waiting to start/);
  await frame(1_500);
  finishDeployments();
  const done = await workbench.toast("is rolled back");
  await frame(3_000);
  await done.press("View details");
  const section = workbench.webviewPanel().getByRole("region", { name: "Did it help?" });
  await section.getByText(/^The 10 minutes after the rollback will tell\./).waitFor();
}

/** Lets the ten minutes after the rollback pass; who signs in anew reads anew. */
async function judge({ workbench, sandbox, wind }: Stage): Promise<void> {
  wind(12 * minute);
  await workbench.runCommand("Sevalla: Sign out");
  await workbench.webviewPanel().getByRole("heading", { name: "Signed out" }).waitFor();
  await signIn(workbench, sandbox.keys.valid);
  await workbench.runCommand("View: Close Other Editors in Group");
  const section = workbench.webviewPanel().getByRole("region", { name: "Did it help?" });
  await section.getByText(/^It helped: /).waitFor();
  await section
    .getByRole("img", { name: /^Mean response time by/ })
    .locator("circle")
    .first()
    .waitFor();
  await section.scrollIntoViewIfNeeded();
  await workbench.expand(workbench.treeRow("Storefront"));
  await workbench.runCommand("Notifications: Clear All Notifications");
  await workbench.waitUntilIdle();
}

async function save({ workbench }: Stage, name: string): Promise<void> {
  await workbench
    .webviewPanel()
    .locator("body")
    .evaluate(() => document.fonts.load("16px codicon"));
  const file = path.join(folder, `${name}.png`);
  await sharp(await workbench.page.screenshot())
    .png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 })
    .toFile(file);
  check(file, mostBytes.picture);
}

async function saveWalk(frames: readonly Frame[]): Promise<void> {
  const file = path.join(folder, "walk.gif");
  await sharp(
    frames.map(({ image }) => image),
    { join: { animated: true } },
  )
    .gif({ delay: frames.map(({ shownMs }) => shownMs), loop: 0, effort: 10 })
    .toFile(file);
  check(file, mostBytes.walk);
}

function check(file: string, most: number): void {
  const { size } = statSync(file);
  console.log(`${path.relative(projectRoot, file)}: ${Math.ceil(size / 1000)} kB`);
  if (size > most) throw new Error(`${file} is larger than ${most / 1000} kB.`);
}
