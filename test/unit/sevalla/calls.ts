import type { SevallaClient } from "../../../src/sevalla/client.ts";
import { rangeQuery } from "../../../src/sevalla/metricRange.ts";
import { token } from "./testClient.ts";
import {
  appId,
  appText,
  deploymentId,
  deploymentText,
  wireApp,
  wireDeployment,
  wireLogEntry,
  wirePage,
  wireSummary,
} from "./wire.ts";

const range = { from: Date.UTC(2026, 2, 10, 11), to: Date.UTC(2026, 2, 10, 12), stepSeconds: 60 };

export interface Call {
  readonly call: (client: SevallaClient) => Promise<unknown>;
  readonly request: string;
  readonly answer: unknown;
}

/** Every call that answers with something. */
export const calls: Readonly<Record<string, Call>> = {
  "lists apps": {
    call: (client) => client.listApps({ offset: 100, limit: 50 }),
    request: "GET /v3/applications?limit=50&offset=100",
    answer: wirePage([wireSummary()]),
  },
  "gets an app": {
    call: (client) => client.getApp(appId),
    request: `GET /v3/applications/${appText}`,
    answer: wireApp(),
  },
  "lists deployments": {
    call: (client) => client.listDeployments(appId, { offset: 25, limit: 25 }),
    request: `GET /v3/applications/${appText}/deployments?limit=25&offset=25`,
    answer: wirePage([wireDeployment()]),
  },
  "gets a deployment": {
    call: (client) => client.getDeployment(appId, deploymentId),
    request: `GET /v3/applications/${appText}/deployments/${deploymentText}`,
    answer: wireDeployment(),
  },
  "rolls back": {
    call: (client) => client.rollBack(appId, undefined),
    request: `POST /v3/applications/${appText}/deployments/rollback`,
    answer: wireDeployment(),
  },
  "turns auto-deploy off": {
    call: (client) => client.setAutoDeploy(appId, false),
    request: `PATCH /v3/applications/${appText}`,
    answer: wireApp(),
  },
  "lists processes": {
    call: (client) => client.listProcesses(appId),
    request: `GET /v3/applications/${appText}/processes?limit=25&offset=0`,
    answer: wirePage([{ id: "p1", key: "web" }]),
  },
  "lists environment variables": {
    call: (client) => client.listEnvVars(appId),
    request: `GET /v3/applications/${appText}/env-vars?limit=25&offset=0`,
    answer: wirePage([{ id: "v1", key: "A", value: "secret", updated_at: "2025-01-30T00:00:00.000Z" }]),
  },
  "gets a deployment's log": {
    call: (client) => client.deploymentLog(appId, deploymentId),
    request: `GET /v3/applications/${appText}/deployments/${deploymentText}/logs`,
    answer: [wireLogEntry()],
  },
  "gets a runtime log": {
    call: (client) => client.runtimeLog(appId, Date.UTC(2026, 2, 10, 11)),
    request: `GET /v3/applications/${appText}/runtime-logs?from=2026-03-10T11:00:00.000Z&limit=1000`,
    answer: [wireLogEntry()],
  },
  "counts responses by status": {
    call: (client) => client.statusCodes(appId, range),
    request: `GET /v3/applications/${appText}/metrics/status-codes?${rangeQuery(range)}`,
    answer: [{ time: "2026-03-10T11:00:00.000Z", value: { "200": 4 } }],
  },
  "times responses": {
    call: (client) => client.responseTimes(appId, range),
    request: `GET /v3/applications/${appText}/metrics/response-time-avg?${rangeQuery(range)}`,
    answer: [{ time: "2026-03-10T11:00:00.000Z", value: 120 }],
  },
  "lists domains": {
    call: (client) => client.listDomains(appId),
    request: `GET /v3/applications/${appText}/domains?limit=25&offset=0`,
    answer: wirePage([{ id: "d1", name: "shop.example.com", is_primary: true }]),
  },
  deploys: {
    call: (client) => client.deploy(appId, { branch: "main" }),
    request: `POST /v3/applications/${appText}/deployments`,
    answer: wireDeployment(),
  },
  "checks a key": {
    call: (client) => client.checkKey(token),
    request: "GET /v3/api-keys/validate",
    answer: { is_valid: true },
  },
};
