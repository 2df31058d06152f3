import type { SandboxApp } from "./app.ts";
import type { SandboxDeployment } from "./deployment.ts";
import { hasBuild, type Timeline, timelineOf } from "./life.ts";
import { type LogLine, logEntry } from "./logEntry.ts";

/** The log of a deployment as far as it has been written by now, oldest line first. */
export function buildLog(app: SandboxApp, deployment: SandboxDeployment, now: number): LogLine[] {
  const timeline = timelineOf(deployment);
  const ran = plannedLines(app, deployment, timeline).filter((line) => line.at <= timeline.finishedAt);
  return [...ran, ...lastLines(deployment, timeline)].filter((line) => line.at <= now);
}

/** The same as the API answers it. */
export function logBody(app: SandboxApp, deployment: SandboxDeployment, now: number) {
  return buildLog(app, deployment, now).map((line, index) => logEntry(line, "APP_DEPLOYMENT", deployment.id, index));
}

function plannedLines(app: SandboxApp, deployment: SandboxDeployment, timeline: Timeline): LogLine[] {
  const { createdAt, life } = deployment;
  const queued: LogLine = { at: createdAt, message: "Deployment queued", severity: "INFO" };
  if (timeline.startedAt === null) return [queued];
  const built = timeline.startedAt + (hasBuild(deployment) ? life.buildMs : 0);
  const building = hasBuild(deployment) ? [...checkoutLines(deployment), ...buildLines(app, deployment)] : [];
  return [
    queued,
    ...spread(building, timeline.startedAt, built),
    ...spread(rolloutLines(app, deployment), built, built + life.rolloutMs),
  ];
}

/** Lines at even distances, the first at `from`, all before `to`. */
function spread(messages: readonly string[], from: number, to: number): LogLine[] {
  const distance = (to - from) / Math.max(1, messages.length);
  return messages.map((message, index) => ({ at: from + distance * index, message, severity: "INFO" }));
}

function checkoutLines(deployment: SandboxDeployment): string[] {
  return [
    `Cloning ${deployment.repoUrl} (branch ${deployment.branch})`,
    `HEAD is now at ${deployment.commitSha?.slice(0, 7)} ${deployment.commitMessage?.split("\n")[0]}`,
  ];
}

function buildLines(app: SandboxApp, deployment: SandboxDeployment): string[] {
  const body = app.buildType === "dockerfile" ? dockerfileLines : app.buildType === "pack" ? packLines : nixpacksLines;
  return [...body, `Pushing ${deployment.image}`, "Image pushed"];
}

const dockerfileLines = [
  "#1 [internal] load build definition from Dockerfile",
  "#2 [internal] load metadata for docker.io/library/node:22-alpine",
  "#5 [deps 1/3] WORKDIR /app",
  "#6 [deps 2/3] COPY package.json package-lock.json ./",
  "#7 [deps 3/3] RUN npm ci --omit=dev",
  "#7 18.42 added 412 packages in 17s",
  "#9 [build 4/4] RUN npm run build",
  "#11 exporting to image",
];

const packLines = [
  "===> ANALYZING",
  "===> DETECTING",
  "heroku/nodejs-engine 3.6.1",
  "===> RESTORING",
  "===> BUILDING",
  "[Heroku Node.js Engine] Installing Node.js 22.11.0",
  "[Heroku npm Install] Installing 318 packages",
  "===> EXPORTING",
];

const nixpacksLines = [
  "╔══════════ Nixpacks v1.39.0 ═════════╗",
  "║ setup      │ nodejs_22, npm-10_x     ║",
  "║ install    │ npm ci                  ║",
  "║ build      │ npm run build           ║",
  "║ start      │ npm run start           ║",
  "╚═════════════════════════════════════╝",
  "RUN npm ci",
  "added 643 packages, and audited 644 packages in 21s",
  "RUN npm run build",
  "Creating an optimized production build ...",
  "✓ Compiled successfully",
];

function rolloutLines(app: SandboxApp, deployment: SandboxDeployment): string[] {
  const jobs = app.processes.filter((process) => process.jobStartPolicy === "beforeDeployment");
  return [
    `Pulling ${deployment.image}`,
    ...jobs.map((job) => `Running job "${job.displayName}": ${job.entrypoint}`),
    "Starting 2 new instances",
    "Waiting for the health check on /healthz",
    "Health check passed, moving traffic",
    "Stopping 2 old instances",
  ];
}

function lastLines(deployment: SandboxDeployment, { startedAt, finishedAt }: Timeline): LogLine[] {
  const error = (message: string): LogLine => ({ at: finishedAt, message, severity: "ERROR" });
  if (deployment.end === "skipped") return [{ at: finishedAt, message: "Deployment skipped", severity: "INFO" }];
  if (finishedAt === deployment.cancelledAt || deployment.end === "cancelled") {
    return [{ at: finishedAt, message: "Deployment cancelled", severity: "WARNING" }];
  }
  if (deployment.end === "success") {
    return startedAt === null ? [] : [{ at: finishedAt, message: "Deployment finished", severity: "INFO" }];
  }
  if (deployment.failure.length === 0) return [error("Health check failed 5 times: connect ECONNREFUSED :8080")];
  return [...deployment.failure.map(error), error("Build failed")];
}
