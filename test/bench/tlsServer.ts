import { createServer } from "node:https";
import { generate } from "selfsigned";
import { appSummaryBody } from "../sandbox/appBody.ts";
import { seedAccount } from "../sandbox/seed/seedAccount.ts";

export interface TlsServer {
  readonly url: string;
  close(): void;
}

/** Answers every request with a list of twelve apps. */
export async function startTlsServer(): Promise<TlsServer> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }]);
  const now = Date.now();
  const data = seedAccount(now, []).apps.map((app) => appSummaryBody(app, now));
  const body = JSON.stringify({ data, total: data.length, offset: 0, limit: 100 });
  const server = createServer({ key, cert }, (_request, response) => {
    response.setHeader("content-type", "application/json").end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `https://127.0.0.1:${address.port}/v3`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
