import type { FastifyInstance } from "fastify";
import { keyOf } from "../exchange.ts";
import { iso } from "../iso.ts";
import { isUsable } from "../keyRing.ts";
import * as answers from "../schemasOfAnswers.ts";
import type { World } from "../world.ts";

export function authRoutes(server: FastifyInstance, world: World): void {
  const now = () => world.clock.now();

  // A revoked or expired key is answered, so that the caller learns which of its keys it was; an unknown one is 401.
  server.get(
    "/api-keys/validate",
    { config: { key: "any" }, schema: { response: { 200: answers.keyCheck } } },
    async (request) => {
      const key = keyOf(request);
      return {
        is_valid: isUsable(key, now()),
        key: {
          id: key.id,
          name: key.name,
          is_enabled: key.isEnabled,
          expired_at: key.expiresAt === null ? null : iso(key.expiresAt),
        },
      };
    },
  );

  server.post(
    "/auth/device-codes",
    { config: { tier: "write", key: "none" }, schema: { response: { 200: answers.newDeviceCode } } },
    async (request) => {
      const { code, expiresAt } = world.deviceCodes.create(request.ip, now());
      return { code, expires_at: iso(expiresAt) };
    },
  );

  server.get<{ Params: { code: string } }>(
    "/auth/device-codes/:code",
    { config: { key: "none" }, schema: { response: { 200: answers.deviceCode } } },
    async (request) => world.deviceCodes.poll(request.params.code, now()),
  );
}
