/** A store far away: in front of a real HTTP endpoint, each new connection costs three round trips and each later call one. */
import { createServer, request as send } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface FarStore {
  url: string;
  /** Calls that came, and those that had to make a connection. */
  calls(): number;
  connections(): number;
  stop(): Promise<void>;
}

/** @param rttMs round trip between the caller and the store */
export async function farStore(near: string, rttMs: number): Promise<FarStore> {
  const known = new WeakSet<Socket>();
  let calls = 0;
  let connections = 0;
  const server = createServer((asked, answer) => {
    const isKnown = known.has(asked.socket);
    known.add(asked.socket);
    calls += 1;
    if (!isKnown) connections += 1;
    const pass = () => {
      const { method, headers } = asked;
      const onward = send(new URL(asked.url ?? "/", near).href, { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      onward.on("error", () => answer.destroy());
      asked.pipe(onward);
    };
    setTimeout(pass, rttMs * (isKnown ? 1 : 3));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
