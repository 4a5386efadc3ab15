/** An Upstash endpoint with a switch in front: it counts calls, and can hang, refuse, or lose replies. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningRedis, startRedis } from "../../../tools/local/redis.ts";
import { startUpstashEndpoint } from "../../../tools/local/upstash.ts";

export const REDIS_TOKEN = "a-token-for-tests";

/** `lose`: the command is carried out and its reply dropped. `lose-one`: only the next one's. `late`: it comes 150 ms later. */
type Mode = "pass" | "hang" | "refuse" | "lose" | "lose-one" | "late";

export interface RedisDoor {
  kind: RunningRedis["kind"];
  url: string;
  mode: Mode;
  /** Commands that reached the door, oldest first. */
  commands: string[][];
  /** Runs a command behind the door's back, uncounted. */
  run(...command: (string | number)[]): Promise<unknown>;
  /** What a crashed holder leaves behind, without the wait: every lease ended, as the records' own lives say too. */
  endLeases(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens a door to a Redis of its own, or to the one at an address. */
export async function openRedisDoor(which?: "embedded" | { redisUrl: string }): Promise<RedisDoor> {
  const { force, redisUrl } =
    typeof which === "object"
      ? { force: undefined, redisUrl: which.redisUrl }
      : { force: which, redisUrl: undefined };
  const dataDir = await mkdtemp(join(tmpdir(), "edgemart-gateway-redis-"));
  const log = () => undefined;
  const redis = await startRedis({ dataDir, port: 0, log, onFatal: log, force, redisUrl });
  const endpoint = await startUpstashEndpoint({ port: 0, token: REDIS_TOKEN, store: redis, log });
  const forward = async (body: string) => {
    const headers = { authorization: `Bearer ${REDIS_TOKEN}`, "upstash-encoding": "base64" };
    const answer = await fetch(endpoint.url, { method: "POST", headers, body });
    return { status: answer.status, text: await answer.text() };
  };
  const door: RedisDoor = {
    kind: redis.kind,
    url: "",
    mode: "pass",
    commands: [],
    async run(...command) {
      const headers = { authorization: `Bearer ${REDIS_TOKEN}` };
      const body = JSON.stringify(command);
      const answer = await fetch(endpoint.url, { method: "POST", headers, body });
      return ((await answer.json()) as { result: unknown }).result;
    },
    async endLeases() {
      for (const key of (await door.run("KEYS", "idem:*:lease")) as string[]) {
        await door.run("DEL", key);
        // 30 days less a minute: the longest lease is 30 s.
        await door.run("PEXPIRE", key.replace(/lease$/, "rec"), 30 * 86_400_000 - 60_000, "LT");
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await endpoint.stop();
      await redis.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    pass(door, forward, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  door.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a listening TCP server has one
  return door;
}

async function pass(
  door: RedisDoor,
  forward: (body: string) => Promise<{ status: number; text: string }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  door.commands.push(JSON.parse(body) as string[]);
  const { mode } = door;
  if (mode === "hang") return;
  if (mode === "refuse") {
    response.writeHead(503).end(JSON.stringify({ error: "away" }));
    return;
  }
  const answer = await forward(body);
  if (mode === "lose" || mode === "lose-one") {
    if (mode === "lose-one") door.mode = "pass";
    response.destroy();
    return;
  }
  if (mode === "late") await new Promise((resolve) => setTimeout(resolve, 150));
  response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.text);
}
