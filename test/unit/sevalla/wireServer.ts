import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it came in. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers one request; `nth` is 1 for the first. */
export type Reply = (response: ServerResponse, nth: number, received: Received) => void;

export interface WireServer {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** A bare HTTP server of this computer that may answer in any odd way. */
export async function startWireServer(reply: Reply): Promise<WireServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body: await text(request) };
    received.push(one);
    reply(response, received.length, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/v3`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers every request alike. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return raw(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

export function raw(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return (response) => void response.writeHead(status, headers).end(body);
}

/** The first reply for the first request, and so on; the last one for all that follow. */
export function inTurn(...replies: readonly Reply[]): Reply {
  return (response, nth, received) => replies[Math.min(nth, replies.length) - 1]?.(response, nth, received);
}

/** Takes the request and drops the connection. */
export const reset: Reply = (response) => void response.socket?.destroy();

/** Takes the request and never answers. */
export const silence: Reply = () => undefined;

/** Promises more than it sends, then drops the connection. */
export const brokenOff: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write('{"data":[', () => response.socket?.destroy());
};
