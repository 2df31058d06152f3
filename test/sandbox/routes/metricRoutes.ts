import type { FastifyInstance } from "fastify";
import { logEntry } from "../logEntry.ts";
import { responseTimesBody, statusCodesBody } from "../metricBody.ts";
import { type Query, wholeNumber } from "../paging.ts";
import { appParams as params } from "../schemas.ts";
import * as answers from "../schemasOfAnswers.ts";
import { timeRange } from "../timeRange.ts";
import { runtimeLines } from "../traffic.ts";
import type { World } from "../world.ts";
import { findApp } from "./findApp.ts";

interface Call {
  Params: { id: string };
  Querystring: Query;
}

export function metricRoutes(server: FastifyInstance, world: World): void {
  const now = () => world.clock.now();

  server.get<Call>(
    "/applications/:id/metrics/status-codes",
    { schema: { params, response: { 200: answers.statusCodes } } },
    async (request) => {
      return statusCodesBody(findApp(world, request, request.params.id), request.query, now());
    },
  );

  server.get<Call>(
    "/applications/:id/metrics/response-time-avg",
    { schema: { params, response: { 200: answers.responseTimes } } },
    async (request) => {
      return responseTimesBody(findApp(world, request, request.params.id), request.query, now());
    },
  );

  server.get<Call>(
    "/applications/:id/runtime-logs",
    { config: { tier: "logs" }, schema: { params, response: { 200: answers.logEntries } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      const { filters } = request.query;
      const { from, to } = timeRange(request.query, now());
      const limit = wholeNumber(request.query, "limit", { least: 1, most: 1_000, usual: 100 });
      const filter = String(filters ?? "").toLowerCase();
      // The newest lines of at most a day: what is older nobody would page back to.
      const lines = runtimeLines(app, Math.max(from, to - 24 * 60 * 60_000), Math.min(to, now()));
      return lines
        .filter((line) => `${line.severity} ${line.message}`.toLowerCase().includes(filter))
        .slice(-limit)
        .map((line) => logEntry(line, "APP_RUNTIME", app.id, line.at));
    },
  );
}
