import type { FastifyInstance } from "fastify";
import { ApiError } from "../apiError.ts";
import { iso } from "../iso.ts";
import { logEntry } from "../logEntry.ts";
import { type Query, wholeNumber } from "../paging.ts";
import { appParams as params } from "../schemas.ts";
import * as answers from "../schemasOfAnswers.ts";
import { timeRange } from "../timeRange.ts";
import { responseTime, runtimeLines, statusCodes } from "../traffic.ts";
import type { World } from "../world.ts";
import { findApp } from "./findApp.ts";

interface Call {
  Params: { id: string };
  Querystring: Query;
}

const mostPoints = 1_500;

export function metricRoutes(server: FastifyInstance, world: World): void {
  const now = () => world.clock.now();

  server.get<Call>(
    "/applications/:id/metrics/status-codes",
    { schema: { params, response: { 200: answers.statusCodes } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      const { times, seconds } = points(request.query, now());
      return times.map((at) => ({ time: iso(at), value: statusCodes(app, at, seconds) }));
    },
  );

  server.get<Call>(
    "/applications/:id/metrics/response-time-avg",
    { schema: { params, response: { 200: answers.responseTimes } } },
    async (request) => {
      const app = findApp(world, request, request.params.id);
      return points(request.query, now()).times.flatMap((at) => {
        const value = responseTime(app, at);
        return value === null ? [] : [{ time: iso(at), value }];
      });
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

/** The instants (ms since 1970) of a metric, `seconds` apart. Throws 400 when there would be too many. */
function points(query: Query, now: number): { times: number[]; seconds: number } {
  const { from, to } = timeRange(query, now);
  const seconds = wholeNumber(query, "interval_in_seconds", { least: 1, most: 86_400, usual: 60 });
  const last = Math.min(to, now);
  const count = Math.max(0, Math.ceil((last - from) / (seconds * 1000)));
  if (count > mostPoints)
    throw new ApiError(400, "Invalid query parameters", "The interval is too short for the range");
  return { times: Array.from({ length: count }, (_, index) => from + index * seconds * 1000), seconds };
}
