/** What lies beside the sandbox, and ways that lead there instead. Only the outermost edge is stood in for. */
import { Agent, createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, Agent as TlsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import fetch from "node-fetch";
import { generate } from "selfsigned";
import type { Fetch } from "../../src/sevalla/fetch.ts";

/** On which ways requests get lost. */
export type Way = "noSuchName" | "refused" | "untrusted" | "downgraded";

export interface Elsewhere {
  /** An address of a host that is not Sevalla's. */
  readonly url: string;
  /** What that host was sent. */
  readonly strayed: readonly Pick<IncomingMessage, "url" | "headers">[];
  readonly ways: Readonly<Record<Way, Fetch>>;
  close(): Promise<void>;
}

/** Opens a foreign host, a server with a certificate made for this moment, and leaves a port to nobody. */
export async function openElsewhere(): Promise<Elsewhere> {
  const strayed: IncomingMessage[] = [];
  const foreign = createServer((request, response) => {
    strayed.push(request);
    response.end("{}");
  });
  const url = await listening(foreign, "http");
  const certificate = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const downgrade: RequestListener = (_, response) => void response.writeHead(307, { location: url }).end();
  const secure = createTlsServer({ key: certificate.private, cert: certificate.cert }, downgrade);
  const secureUrl = await listening(secure, "https");
  const nobody = createServer();
  const nobodysUrl = await listening(nobody, "http");
  await closed(nobody);
  const lookup: LookupFunction = (host, _, callback) => {
    const facts = { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: host };
    callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), facts), "", 0);
  };
  const trusting = new TlsAgent({ ca: certificate.cert });
  return {
    url,
    strayed,
    ways: {
      noSuchName: leadingTo("http://api.sevalla.invalid", new Agent({ lookup })),
      refused: leadingTo(nobodysUrl),
      untrusted: leadingTo(secureUrl),
      downgraded: leadingTo(secureUrl, trusting),
    },
    close: async () => {
      trusting.destroy();
      await Promise.all([closed(foreign), closed(secure)]);
    },
  };
}

function leadingTo(host: string, agent?: Agent): Fetch {
  return (url, init) => fetch(new URL(new URL(url).pathname, host).href, agent ? { ...init, agent } : init);
}

function listening(server: Server | ReturnType<typeof createTlsServer>, scheme: string): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      resolve(`${scheme}://127.0.0.1:${port}`);
    });
  });
}

function closed(server: Server | ReturnType<typeof createTlsServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
