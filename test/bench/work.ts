import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { commandIds } from "../../src/contributions.ts";
import { enableGit } from "../integration/gitHost.ts";
import { openGitScene } from "../integration/gitScene.ts";
import { eventually, openScene, type Scene, signIn } from "../integration/scene.ts";
import { blockFigure, type Figure, figure } from "./figure.ts";
import { counted, growthFigures, sizes } from "./growth.ts";
import { httpFigures } from "./httpCost.ts";
import { longLogFigures } from "./longLog.ts";
import { panelFigures } from "./panel.ts";
import { rowFigures } from "./rows.ts";
import { longestBlock, timesOf } from "./stopwatch.ts";

const turns = 7;

/** What takes time once the extension runs, each beside the least that it could take. */
export async function work(): Promise<readonly Figure[]> {
  const { BENCH_TLS_URL: tlsUrl = "" } = process.env;
  // Waiting for Sevalla's limit to end is not what is measured.
  const scene = await openScene({ limits: { read: 100_000 } });
  await signIn(scene);
  const figures = [
    ...(await rowFigures(scene)),
    ...(await refreshes(scene)),
    await confirmToPost(scene),
    ...(await panelFigures(scene)),
    ...(await longLogFigures(scene)),
  ];
  await scene.close();
  return [...figures, ...growthFigures(figures), ...(await httpFigures(tlsUrl)), ...(await plan())];
}

/** Cost against size. */
async function refreshes(scene: Scene): Promise<readonly Figure[]> {
  const { account } = scene.sandbox;
  const before = [...account.apps];
  const [model] = before;
  if (!model) throw new Error("no app");
  const figures: Figure[] = [];
  account.apps.length = 0;
  for (const size of sizes) {
    while (account.apps.length < size) {
      account.apps.push({ ...model, id: randomUUID(), name: `app-${account.apps.length}`, deployments: [] });
    }
    const floor = await timesOf(3, () => pages(scene, size));
    let block = 0;
    const values = await timesOf(size < 1_000 ? turns : 3, async () => {
      block = Math.max(block, await longestBlock(() => vscode.commands.executeCommand(commandIds.refresh)));
    });
    const floorBlock = await longestBlock(() => pages(scene, size));
    const name = counted("Refresh", size, "apps");
    figures.push(figure(name, "ms", values, floor, "the same requests by themselves"));
    if (size === sizes.at(-1)) figures.push(blockFigure(name, [block], [floorBlock], "the same requests"));
  }
  account.apps.splice(0, account.apps.length, ...before);
  await vscode.commands.executeCommand(commandIds.refresh);
  return figures;
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

/** The question before a rollback that undoes 5,000 commits of as many files, against one that undoes a single one. */
async function plan(): Promise<readonly Figure[]> {
  await enableGit();
  const scene = await openGitScene();
  const repository = scene.create("shop");
  const target = repository.commit("First");
  const one = repository.commit("Second");
  const many = repository.manyCommits(5_000, 5_000);
  await scene.open(repository);
  const ask = async (live: string) => {
    scene.deploy(live, target);
    const blocks: number[] = [];
    const times = await timesOf(turns, async () => {
      blocks.push(await longestBlock(() => scene.question()));
    });
    return { times, blocks };
  };
  // VS Code looks at the repository anew after commits.
  await ask(many);
  const floor = await ask(one);
  const { times, blocks } = await ask(many);
  await scene.close();
  const [name, floorIs] = ["Plan that undoes 5,000 commits", "a plan that undoes one"];
  return [
    figure(name, "ms", times, floor.times, floorIs, { most: 2_000 }),
    // Most of it is VS Code's Git, which starts processes in the extension host, and for a plan of one commit, too.
    blockFigure(name, blocks, floor.blocks, floorIs, {}),
  ];
}
