import type { FastifyRequest } from "fastify";
import type { Account } from "../account.ts";
import { ApiError } from "../apiError.ts";
import type { SandboxApp } from "../app.ts";
import type { SandboxDeployment } from "../deployment.ts";
import { keyOf } from "../exchange.ts";
import type { World } from "../world.ts";

export function accountOf(world: World, request: FastifyRequest): Account {
  return world.accountOf(keyOf(request));
}

/** The caller's app of this id. Throws 404, also when it is somebody else's. */
export function findApp(world: World, request: FastifyRequest, id: string): SandboxApp {
  const app = accountOf(world, request).find(id);
  if (!app) throw new ApiError(404, "Application not found");
  return app;
}

/** The deployment of this id of this app. Throws 404. */
export function findDeployment(app: SandboxApp, id: string): SandboxDeployment {
  const deployment = app.deployments.find((candidate) => candidate.id === id.toLowerCase());
  if (!deployment) throw new ApiError(404, "Deployment not found");
  return deployment;
}
