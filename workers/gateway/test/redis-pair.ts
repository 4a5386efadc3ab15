/** Two real redis-servers, one following the other, behind one address: for failovers and for a server short of memory. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Redis } from "ioredis";
import { freePort } from "../../../tools/local/free-port.ts";
import { findRedisServer } from "../../../tools/local/redis-server.ts";

export interface RedisPair {
  /** Leads to the primary; after `failOver` to what was its replica. */
  url: string;
  /** Runs a command on whichever server the address leads to. */
  run(command: string, ...args: (string | number)[]): Promise<unknown>;
  /** Waits until the replica has everything, then cuts it off: what is written from now on a failover loses. */
  cut(): Promise<void>;
  /** The primary dies and the replica takes over. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
}

/** Tells whether the tests below can run on this machine. */
export async function hasRedisServer(): Promise<boolean> {
  return (await findRedisServer()) !== undefined;
}

/** Starts a primary and its replica behind one address, and can exchange them as a failover does. */
export async function startRedisPair(): Promise<RedisPair> {
  const [primary, replica] = [await startServer(), await startServer()];
  await replica.redis.call("REPLICAOF", "127.0.0.1", primary.port);
  let current = primary;
  const sockets = new Set<Socket>();
  const door = createServer((from) => {
    const to = connect(current.port, "127.0.0.1");
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one
        .on("error", () => undefined)
        .on("close", () => {
          sockets.delete(one);
          other.destroy();
        });
    }
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("the door has no port");
  return {
    url: `redis://127.0.0.1:${address.port}`,
    run: (command, ...args) => current.redis.call(command, ...args),
    async cut() {
      // A write that the replica confirms proves that it has all before it.
      await primary.redis.call("SET", "followed", "1");
      for (let tries = 0; (await primary.redis.call("WAIT", 1, 500)) !== 1; tries++) {
        if (tries > 20) throw new Error("the replica does not follow");
      }
      await replica.redis.call("REPLICAOF", "NO", "ONE");
    },
    async failOver() {
      await replica.redis.call("REPLICAOF", "NO", "ONE");
      current = replica;
      for (const socket of sockets) socket.destroy();
      await primary.stop();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => door.close(resolve));
      await Promise.all([primary.stop(), replica.stop()]);
    },
  };
}

async function startServer() {
  const program = await findRedisServer();
  if (!program) throw new Error("there is no redis-server");
  const port = await freePort();
  const args = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const diskless = ["--repl-diskless-sync-delay", 0, "--dir", "/tmp"];
  const server = spawn(program, [...args, ...diskless].map(String), { stdio: "ignore" });
  const redis = new Redis({ port, host: "127.0.0.1", retryStrategy: () => 50 });
  redis.on("error", () => undefined);
  await redis.ping();
  return {
    port,
    redis,
    async stop() {
      redis.disconnect();
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill("SIGKILL");
      await once(server, "exit");
    },
  };
}
