import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { admit, noteBody } from "./admission.ts";
import { ApiError } from "./apiError.ts";
import { actEarly } from "./earlyFault.ts";
import { errorBody } from "./errorBody.ts";
import { exchangeOf } from "./exchange.ts";
import { hashedUuid } from "./hashed.ts";
import { actLate } from "./lateFault.ts";
import { appRoutes } from "./routes/appRoutes.ts";
import { authRoutes } from "./routes/authRoutes.ts";
import { deploymentRoutes } from "./routes/deploymentRoutes.ts";
import { metricRoutes } from "./routes/metricRoutes.ts";
import type { World } from "./world.ts";

export function buildServer(world: World): FastifyInstance {
  let count = 0;
  const server = Fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    genReqId: () => hashedUuid(`request/${count++}`),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  addHooks(server, world);
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(() => {
    throw new ApiError(404, "Not found", "There is no such call");
  });
  server.register(
    async (v3) => {
      appRoutes(v3, world);
      deploymentRoutes(v3, world);
      metricRoutes(v3, world);
      authRoutes(v3, world);
    },
    { prefix: "/v3" },
  );
  return server;
}

function addHooks(server: FastifyInstance, world: World): void {
  server.addHook("onRequest", async (request, reply) => admit(world, request, reply));
  server.addHook("preValidation", async (request, reply) => {
    noteBody(request);
    const { fault } = exchangeOf(request);
    if (fault) return actEarly(fault, request, reply, world.stopped.signal);
    return undefined;
  });
  server.addHook("onSend", async (request, reply, payload) => {
    const { fault, record } = exchangeOf(request);
    // A call that was refused has done no work that could go wrong afterwards.
    const sent = fault && reply.statusCode < 400 ? actLate(fault, request, reply, payload) : payload;
    // Noted before it is sent: whoever has the answer finds it in the log.
    if (!request.raw.socket.destroyed) record.status = reply.statusCode;
    return sent;
  });
}

function answerError(error: FastifyError | ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, message, detail } = describe(error);
  return reply.code(status).send(errorBody(status, message, request.id, detail));
}

function describe(error: FastifyError | ApiError): { status: number; message: string; detail: string } {
  if (error instanceof ApiError) return { status: error.status, message: error.message, detail: error.detail };
  if (error.validation) {
    // The reference has 400 for parameters and 422 for a body that fails validation.
    const status = error.validationContext === "body" ? 422 : 400;
    return { status, message: "Validation failed", detail: error.message };
  }
  const status = error.statusCode ?? 500;
  return { status, message: status < 500 ? "Bad request" : "Internal server error", detail: error.message };
}
