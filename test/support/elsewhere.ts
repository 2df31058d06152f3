/** What lies beside the sandbox, and ways that lead there instead. Only the outermost edge is stood in for. */
import { Agent, createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, Agent as TlsAgent } from "node:https";
import { createServer as createSocketServer, type LookupFunction, type Server as SocketServer } from "node:net";
import fetch from "node-fetch";
import { generate } from "selfsigned";
import { Agent as HostAgent, ProxyAgent, fetch as undiciFetch } from "undici";
import type { Fetch } from "../../src/sevalla/fetch.ts";

/** On which ways requests get lost. */
export type Way =
  | "noSuchName"
  | "refused"
  | "untrusted"
  | "expired"
  | "wrongHost"
  | "downgraded"
  | "hungUp"
  | "proxied";

export type HostWay = "noSuchName" | "refused" | "untrusted" | "expired" | "wrongHost";

export interface Elsewhere {
  /** An address of a host that is not Sevalla's. */
  readonly url: string;
  /** What that host was sent. */
  readonly strayed: readonly Pick<IncomingMessage, "url" | "headers">[];
  readonly ways: Readonly<Record<Way, Fetch>>;
  /** Some of them by the fetch of Node, which stands for that of VS Code. */
  readonly hostWays: Readonly<Record<HostWay, Fetch>>;
  close(): Promise<void>;
}

/** Made once: a matrix opens hundreds of these. */
let certificates: Promise<readonly [Certificate, Certificate, Certificate]> | undefined;

/** Opens a foreign host, servers with certificates made for this moment, and leaves a port to nobody. */
export async function openElsewhere(): Promise<Elsewhere> {
  const strayed: IncomingMessage[] = [];
  const stray: RequestListener = (request, response) => {
    strayed.push(request);
    response.end("{}");
  };
  const foreign = createServer(stray);
  const url = await listening(foreign, "http");
  certificates ??= Promise.all([
    certificateFor("127.0.0.1"),
    certificateFor("127.0.0.1", new Date(0)),
    certificateFor("127.0.0.2"),
  ]);
  const [certificate, past, others] = await certificates;
  const downgrade: RequestListener = (_, response) => void response.writeHead(307, { location: url }).end();
  const secured = ({ private: key, cert }: Certificate, listener = stray) => createTlsServer({ key, cert }, listener);
  const secures = [secured(certificate, downgrade), secured(past), secured(others)];
  const [secureUrl = "", expiredUrl = "", othersUrl = ""] = await Promise.all(
    secures.map((server) => listening(server, "https")),
  );
  const nobody = createServer();
  const nobodysUrl = await listening(nobody, "http");
  await closed(nobody);
  const hangsUp = createSocketServer((socket) => socket.once("data", () => socket.end()));
  const hangingUrl = await listening(hangsUp, "https");
  const proxy = createServer();
  proxy.on("connect", (_, socket) => {
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n");
  });
  const dispatcher = new ProxyAgent(await listening(proxy, "http"));
  const lookup: LookupFunction = (host, _, callback) => {
    const facts = { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: host };
    callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), facts), "", 0);
  };
  const ca = [certificate.cert, past.cert, others.cert];
  const trusting = new TlsAgent({ ca });
  const hostLost = new HostAgent({ connect: { lookup } });
  const hostTrusting = new HostAgent({ connect: { ca } });
  const hostLeadingTo =
    (host: string, agent?: HostAgent): Fetch =>
    (url, init) =>
      undiciFetch(new URL(new URL(url).pathname, host), agent ? { ...init, dispatcher: agent } : init);
  return {
    url,
    strayed,
    ways: {
      noSuchName: leadingTo("http://api.sevalla.invalid", new Agent({ lookup })),
      refused: leadingTo(nobodysUrl),
      untrusted: leadingTo(secureUrl),
      expired: leadingTo(expiredUrl, trusting),
      wrongHost: leadingTo(othersUrl, trusting),
      downgraded: leadingTo(secureUrl, trusting),
      hungUp: leadingTo(hangingUrl),
      proxied: (url, init) => undiciFetch(new URL(new URL(url).pathname, secureUrl), { ...init, dispatcher }),
    },
    hostWays: {
      noSuchName: hostLeadingTo("http://api.sevalla.invalid", hostLost),
      refused: hostLeadingTo(nobodysUrl),
      untrusted: hostLeadingTo(secureUrl),
      expired: hostLeadingTo(expiredUrl, hostTrusting),
      wrongHost: hostLeadingTo(othersUrl, hostTrusting),
    },
    close: async () => {
      trusting.destroy();
      await Promise.all([dispatcher, hostTrusting, hostLost].map((agent) => agent.destroy()));
      const servers = [foreign, proxy, ...secures].map(closed);
      await Promise.all([...servers, new Promise((done) => hangsUp.close(done))]);
    },
  };
}

type Certificate = Awaited<ReturnType<typeof generate>>;

/** @param notBefore where it is given, the certificate ended a day later */
function certificateFor(ip: string, notBefore?: Date): Promise<Certificate> {
  return generate([{ name: "commonName", value: ip }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip }] }],
    ...(notBefore && { notBeforeDate: notBefore, notAfterDate: new Date(notBefore.getTime() + 24 * 60 * 60_000) }),
  });
}

function leadingTo(host: string, agent?: Agent): Fetch {
  return (url, init) => fetch(new URL(new URL(url).pathname, host).href, agent ? { ...init, agent } : init);
}

function listening(server: SocketServer, scheme: string): Promise<string> {
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
