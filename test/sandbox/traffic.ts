import type { SandboxApp } from "./app.ts";
import type { SandboxDeployment } from "./deployment.ts";
import { hashedFraction, hashedPick } from "./hashed.ts";
import { statusOf, timelineOf } from "./life.ts";
import type { LogLine } from "./logEntry.ts";

/** The deployment that served the app at an instant, which may be past. */
function servingAt(app: SandboxApp, at: number): SandboxDeployment | undefined {
  return app.deployments.find(
    (deployment) => timelineOf(deployment).finishedAt <= at && statusOf(deployment, at) === "success",
  );
}

/** From 0.8 to 1.2, the same for the same app and instant. */
function wobble(app: SandboxApp, at: number, what: string): number {
  return 0.8 + 0.4 * hashedFraction(`${app.id}/${at}/${what}`);
}

/** Answers by status code in the `seconds` from `at` (ms since 1970). Nothing is answered before the first release. */
export function statusCodes(app: SandboxApp, at: number, seconds: number): Record<string, number> {
  const serving = servingAt(app, at);
  if (!serving || app.isSuspended) return {};
  const count = (perMinute: number, code: string) => Math.round((perMinute * seconds * wobble(app, at, code)) / 60);
  const errors = serving.healthy ? { "500": count(0.4, "500") } : { "500": count(46, "500"), "502": count(9, "502") };
  return {
    "200": count(serving.healthy ? 240 : 190, "200"),
    "304": count(38, "304"),
    "404": count(4, "404"),
    ...errors,
  };
}

/** Mean response time in ms around `at`; null before the first release. */
export function responseTime(app: SandboxApp, at: number): number | null {
  const serving = servingAt(app, at);
  if (!serving || app.isSuspended) return null;
  return Math.round((serving.healthy ? 120 : 870) * wobble(app, at, "time"));
}

const runtimeStepMs = 20_000;
const calm = [
  "GET / 200 41ms",
  "GET /products/harbor-lamp 200 63ms",
  "GET /healthz 200 2ms",
  "POST /cart 201 88ms",
] as const;
const broken = [
  "POST /checkout 500 1204ms",
  "TypeError: Cannot read properties of undefined (reading 'parcels')",
  "    at shippingFor (src/cart/shipping.ts:27:31)",
] as const;

/** What the app wrote between two instants, oldest first. */
export function runtimeLines(app: SandboxApp, from: number, to: number): LogLine[] {
  const lines: LogLine[] = [];
  for (let at = Math.ceil(from / runtimeStepMs) * runtimeStepMs; at <= to; at += runtimeStepMs) {
    const line = runtimeLine(app, at);
    if (line) lines.push(line);
  }
  return lines;
}

function runtimeLine(app: SandboxApp, at: number): LogLine | undefined {
  const serving = servingAt(app, at);
  if (!serving || app.isSuspended) return undefined;
  const name = `${app.id}/${at}`;
  const fails = !serving.healthy && hashedFraction(name) < 0.5;
  return { at, message: hashedPick(name, fails ? broken : calm), severity: fails ? "ERROR" : "INFO" };
}
