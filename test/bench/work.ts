import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { enableGit } from "../integration/gitHost.ts";
import { openGitScene } from "../integration/gitScene.ts";
import { eventually, openScene, type Scene, signIn } from "../integration/scene.ts";
import { type Figure, figure, median } from "./figure.ts";
import { httpFigures } from "./httpCost.ts";
import { longLogFigures } from "./longLog.ts";
import { panelFigures } from "./panel.ts";
import { holdRows, rowFigures } from "./rows.ts";
import { longestBlock, timesOf } from "./stopwatch.ts";

const turns = 7;

/** What takes time once the extension runs, each beside the least that it could take. */
export async function work(): Promise<readonly Figure[]> {
  const { BENCH_TLS_URL: tlsUrl = "" } = process.env;
  const rows = holdRows();
  // Waiting for Sevalla's limit to end is not what is measured.
  const scene = await openScene({ limits: { read: 100_000 } });
  await signIn(scene);
  const figures = [
    ...(await rowFigures(scene, rows())),
    await smallRefresh(scene),
    ...(await refreshes(scene)),
    await confirmToPost(scene),
    ...(await panelFigures(scene)),
    ...(await longLogFigures(scene)),
  ];
  await scene.close();
  return [...figures, ...growth(figures), ...(await httpFigures(tlsUrl)), await plan()];
}

async function smallRefresh(scene: Scene): Promise<Figure> {
  const { account } = scene.sandbox;
  const values = await timesOf(turns, () => vscode.commands.executeCommand(commandIds.refresh));
  const floor = await timesOf(turns, () => pages(scene, account.apps.length));
  return figure(refreshOf(12), "ms", values, floor, "the same requests by themselves");
}

function refreshOf(size: number): string {
  return `Refresh of ${size.toLocaleString("en")} apps`;
}

/** Cost against size. */
async function refreshes(scene: Scene): Promise<readonly Figure[]> {
  const { account } = scene.sandbox;
  const before = [...account.apps];
  const [model] = before;
  if (!model) throw new Error("no app");
  const figures: Figure[] = [];
  for (const size of [100, 1_000, 10_000]) {
    while (account.apps.length < size) {
      account.apps.push({ ...model, id: randomUUID(), name: `app-${account.apps.length}`, deployments: [] });
    }
    const floor = await timesOf(3, () => pages(scene, size));
    let block = 0;
    const values = await timesOf(3, async () => {
      block = Math.max(block, await longestBlock(() => vscode.commands.executeCommand(commandIds.refresh)));
    });
    const floorBlock = await longestBlock(() => pages(scene, size));
    const count = size.toLocaleString("en");
    figures.push(
      figure(refreshOf(size), "ms", values, floor, "the same requests by themselves"),
      figure(`Longest block of a refresh of ${count} apps`, "ms", [block], [floorBlock], "the same requests"),
    );
  }
  account.apps.splice(0, account.apps.length, ...before);
  await vscode.commands.executeCommand(commandIds.refresh);
  return figures;
}

/** What each of many apps costs against each of fewer. */
function growth(figures: readonly Figure[]): readonly Figure[] {
  const each = (size: number) => {
    const found = figures.find(({ name }) => name === refreshOf(size));
    return found ? median(found.values) / size : Number.NaN;
  };
  const ratio = Math.round((100 * each(10_000)) / each(1_000)) / 100;
  return [figure("Cost of each of 10,000 apps, in those of each of 1,000", "", [ratio], [], "", { most: 1.5 })];
}

/** The pages of the list of apps, as the refresh asks for them, read as JSON and thrown away. */
async function pages({ sandbox }: Scene, size: number): Promise<void> {
  for (let offset = 0; offset < size; offset += 100) {
    const answer = await fetch(`${sandbox.url}/applications?limit=100&offset=${offset}`, {
      headers: { authorization: `Bearer ${sandbox.keys.valid}` },
    });
    await answer.json();
  }
}

async function confirmToPost(scene: Scene): Promise<Figure> {
  const { id } = scene.sandbox.account.app("storefront");
  const posts = () => scene.sandbox.requests.filter(({ method }) => method === "POST").length;
  const values = await timesOf(turns, async () => undefined);
  for (let turn = 0; turn < turns; turn++) {
    const before = posts();
    let agreed = 0;
    scene.user.meanwhile(() => {
      agreed = performance.now();
    }, "Roll back");
    const done = vscode.commands.executeCommand(commandIds.rollBack, { appId: id });
    await eventually(() => posts() > before);
    values[turn] = performance.now() - agreed;
    await done;
  }
  const url = `${scene.sandbox.url}/applications/${id}/deployments?limit=100&offset=0`;
  const headers = { authorization: `Bearer ${scene.sandbox.keys.valid}` };
  const floor = await timesOf(turns, async () => (await fetch(url, { headers })).json());
  return figure("From “Roll back” to the request", "ms", values, floor, "the one look at what is live before it");
}

/** The question before a rollback that undoes 5,000 commits, against one that undoes a single one. */
async function plan(): Promise<Figure> {
  await enableGit();
  const scene = await openGitScene();
  const repository = scene.create("shop");
  const target = repository.commit("First");
  const one = repository.commit("Second");
  const many = repository.manyCommits(5_000);
  await scene.open(repository);
  const ask = (live: string) => {
    scene.deploy(live, target);
    return timesOf(turns, () => scene.question());
  };
  await ask(one);
  const floor = await ask(one);
  const values = await ask(many);
  await scene.close();
  return figure("Plan that undoes 5,000 commits", "ms", values, floor, "a plan that undoes one", { most: 2_000 });
}
