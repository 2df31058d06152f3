import { domainSchema, envVarSchema, processSchema } from "./appParts.ts";
import { readList, readOne, readPage } from "./items.ts";
import { Omissions } from "./leftOut.ts";
import { LogReads } from "./logReads.ts";
import { statusPointSchema, timePointSchema } from "./metrics.ts";
import { Requests } from "./requests.ts";
import { appSchema, appSummarySchema, deploymentSchema, keyCheckSchema, logEntrySchema } from "./resources.ts";

/** What it takes to ask Sevalla and to read its answers. Loaded with the first request: who is signed out needs none. */
export const wire = {
  ...{ LogReads, Omissions, Requests, readOne, readList, readPage },
  ...{ appSchema, appSummarySchema, deploymentSchema, keyCheckSchema, logEntrySchema },
  ...{ domainSchema, envVarSchema, processSchema, statusPointSchema, timePointSchema },
};
