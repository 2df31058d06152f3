import type { FastifyInstance } from "fastify";
import { logBody } from "../buildLog.ts";
import { deploymentBody } from "../deploymentBody.ts";
import { exchangeOf } from "../exchange.ts";
import { pageOf, type Query } from "../paging.ts";
import { cancel, type DeployRequest, deploy, rollBack } from "../releasing.ts";
import * as requests from "../schemas.ts";
import * as answers from "../schemasOfAnswers.ts";
import type { World } from "../world.ts";
import { findApp, findDeployment } from "./findApp.ts";

interface OfApp {
  Params: { id: string };
  Querystring: Query;
}
interface OfDeployment {
  Params: { id: string; deployment_id: string };
}

const path = "/applications/:id/deployments";
const onePath = `${path}/:deployment_id`;

export function deploymentRoutes(server: FastifyInstance, world: World): void {
  readingRoutes(server, world);
  changingRoutes(server, world);
}

function readingRoutes(server: FastifyInstance, world: World): void {
  const now = () => world.clock.now();

  server.get<OfApp>(
    path,
    { schema: { params: requests.appParams, response: { 200: answers.pageOf.deployments } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      return pageOf(app.deployments, request.query, (deployment) => deploymentBody(deployment, now()));
    },
  );

  server.get<OfDeployment>(
    onePath,
    { schema: { params: requests.deploymentParams, response: { 200: answers.deployment } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      return deploymentBody(findDeployment(app, request.params.deployment_id), now());
    },
  );

  server.get<OfDeployment>(
    `${onePath}/logs`,
    { config: { tier: "logs" }, schema: { params: requests.deploymentParams, response: { 200: answers.logEntries } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      const deployment = findDeployment(app, request.params.deployment_id);
      return logBody(app, deployment, now());
    },
  );
}

function changingRoutes(server: FastifyInstance, world: World): void {
  const now = () => world.clock.now();
  const params = requests.appParams;
  const config = { tier: "deployment" } as const;

  server.post<OfApp & { Body: DeployRequest | undefined }>(
    path,
    { config, schema: { params, body: requests.deployRequest, response: { 200: answers.deployment } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      return deploymentBody(deploy(app, request.body ?? {}, world.life, now()), now());
    },
  );

  server.post<OfApp & { Body: { deployment_id?: string } | undefined }>(
    `${path}/rollback`,
    { config, schema: { params, body: requests.rollbackRequest, response: { 200: answers.deployment } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      const ignoresTarget = exchangeOf(request).fault?.kind === "ignoreTarget";
      const target = ignoresTarget ? undefined : request.body?.deployment_id;
      return deploymentBody(rollBack(app, target, world.life, now()), now());
    },
  );

  server.post<OfDeployment>(
    `${onePath}/cancel`,
    { config, schema: { params: requests.deploymentParams } },
    async (request, reply) => {
      const app = findApp(world, request, request.params.id);
      cancel(findDeployment(app, request.params.deployment_id), now());
      return reply.code(204).send();
    },
  );
}
