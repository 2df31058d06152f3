import type { FastifyInstance } from "fastify";
import type { SandboxApp, SandboxDomain, SandboxEnvVar, SandboxProcess } from "../app.ts";
import { appBody, appSummaryBody } from "../appBody.ts";
import { hashed, hashedUuid } from "../hashed.ts";
import { iso } from "../iso.ts";
import { pageOf, type Query } from "../paging.ts";
import * as requests from "../schemas.ts";
import * as answers from "../schemasOfAnswers.ts";
import type { World } from "../world.ts";
import { accountOf, findApp } from "./findApp.ts";

interface Call {
  Params: { id: string };
  Querystring: Query;
}

export function appRoutes(server: FastifyInstance, world: World): void {
  const now = () => world.clock.now();
  const params = requests.appParams;

  server.get<Call>("/applications", { schema: { response: { 200: answers.pageOf.apps } } }, async (request) =>
    pageOf(accountOf(world, request).apps, request.query, (app) => appSummaryBody(app, now())),
  );

  server.get<Call>("/applications/:id", { schema: { params, response: { 200: answers.app } } }, async (request) =>
    appBody(findApp(world, request, request.params.id), accountOf(world, request), now()),
  );

  server.patch<Call & { Body: { auto_deploy: boolean } }>(
    "/applications/:id",
    { config: { tier: "write" }, schema: { params, body: requests.changeAppRequest, response: { 200: answers.app } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      app.autoDeploy = request.body.auto_deploy;
      app.updatedAt = now();
      return appBody(app, accountOf(world, request), now());
    },
  );

  server.get<Call>(
    "/applications/:id/domains",
    { schema: { params, response: { 200: answers.pageOf.domains } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      return pageOf(app.domains, request.query, (domain) => domainBody(app, domain));
    },
  );

  server.get<Call>(
    "/applications/:id/processes",
    { schema: { params, response: { 200: answers.pageOf.processes } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      return pageOf(app.processes, request.query, (process) => processBody(app, process));
    },
  );

  server.get<Call>(
    "/applications/:id/env-vars",
    { schema: { params, response: { 200: answers.pageOf.envVars } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      return pageOf(app.envVars, request.query, (variable) => envVarBody(app, variable));
    },
  );
}

function domainBody(app: SandboxApp, domain: SandboxDomain) {
  return {
    id: hashedUuid(`domain/${app.id}/${domain.name}`),
    name: domain.name,
    status: domain.status,
    type: domain.type,
    is_enabled: true,
    is_wildcard: domain.isWildcard,
    is_primary: domain.isPrimary,
    dns_records:
      domain.type === "custom"
        ? [{ type: "CNAME", name: domain.name, value: `${hashed(app.id).slice(0, 8)}.edge.sevalla.app` }]
        : [],
    errors: domain.errors,
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
  };
}

function processBody(app: SandboxApp, process: SandboxProcess) {
  return {
    id: hashedUuid(`process/${app.id}/${process.key}`),
    app_id: app.id,
    key: process.key,
    type: process.type,
    display_name: process.displayName,
    entrypoint: process.entrypoint,
    port: process.port,
    schedule: process.schedule,
    job_start_policy: process.jobStartPolicy,
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
  };
}

function envVarBody(app: SandboxApp, variable: SandboxEnvVar) {
  return {
    id: hashedUuid(`env-var/${app.id}/${variable.key}`),
    app_id: app.id,
    key: variable.key,
    value: variable.value,
    is_runtime: variable.isRuntime,
    is_buildtime: variable.isBuildtime,
    created_at: iso(Math.min(app.createdAt, variable.updatedAt)),
    updated_at: iso(variable.updatedAt),
  };
}
