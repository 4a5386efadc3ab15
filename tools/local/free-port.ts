/** Finds a port that no process listens on; another process may still take it before its user does. */
import { type AddressInfo, createServer } from "node:net";
import { LOOPBACK } from "./loopback.ts";

/** Returns `port` itself, or a free one when it is 0. */
export async function freePort(port = 0): Promise<number> {
  if (port !== 0) return port;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, LOOPBACK, resolve);
  });
  const { port: found } = server.address() as AddressInfo; // a TCP server that is listening has one
  await new Promise((resolve) => server.close(resolve));
  return found;
}
