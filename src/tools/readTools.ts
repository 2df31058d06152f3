import { isFinished, liveDeployment } from "../model/deployment.ts";
import { newestDeployments } from "../model/newestDeployments.ts";
import { listInput, logInput, readInput } from "../model/toolInput.ts";
import { refusal } from "../present/forModel.ts";
import { badInputAnswer, listAnswer } from "../present/toolAnswers.ts";
import { logAnswer } from "../present/toolLog.ts";
import { withApp } from "./meantApp.ts";
import type { Tool } from "./toolParts.ts";

export const listDeployments: Tool = async (parts, _plans, input, signal) => {
  const read = readInput(listInput, input);
  if (!read) return badInputAnswer;
  return withApp(parts, read.app, async (app) =>
    listAnswer(app, await newestDeployments(parts.client(), app.id, undefined, signal), read.limit),
  );
};

export const deploymentLog: Tool = async (parts, _plans, input, signal) => {
  const read = readInput(logInput, input);
  if (!read) return badInputAnswer;
  return withApp(parts, read.app, async (app) => {
    const client = parts.client();
    const { deployments } = await newestDeployments(client, app.id, read.deploymentId, signal);
    const wanted = ({ id }: { readonly id: string }) => read.deploymentId === undefined || id === read.deploymentId;
    const deployment = deployments.find(wanted);
    if (!deployment) return refusal("noDeployment", "The app has no such deployment.");
    const entries = await client.deploymentLog(app.id, deployment.id, signal, { hasEnded: isFinished(deployment) });
    return logAnswer({ app, deployment, live: liveDeployment(deployments), entries }, read.lines);
  });
};
