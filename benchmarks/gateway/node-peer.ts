/** The same door on Node, written the usual way: fastify, its proxy and JWT plugins, idempotency over ioredis. */
import { createHash, createPublicKey, type JsonWebKey } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fastifyHttpProxy from "@fastify/http-proxy";
import fastifyJwt from "@fastify/jwt";
import fastify from "fastify";
import { Redis } from "ioredis";

/** Starts the peer in front of an upstream. @returns its port */
export async function startNodePeer(options: {
  upstream: string;
  redisUrl: string;
  jwk: JsonWebKey;
  onTrip(): void;
}): Promise<number> {
  const redis = new Redis(options.redisUrl);
  const command = redis.sendCommand.bind(redis);
  redis.sendCommand = (...args) => {
    options.onTrip();
    return command(...args);
  };
  const app = fastify({ logger: false });
  const publicKey = createPublicKey({ key: options.jwk, format: "jwk" });
  await app.register(fastifyJwt, {
    secret: { public: publicKey.export({ type: "spki", format: "pem" }).toString() },
    verify: { algorithms: ["EdDSA"], cache: true },
  });
  app.addHook("onRequest", (request) => request.jwtVerify());
  app.addHook("preHandler", async (request, reply) => {
    const key = request.headers["idempotency-key"];
    if (request.method !== "POST" || typeof key !== "string") return;
    const name = `idem:${createHash("sha256").update(key).digest("hex")}`;
    const before = await redis.get(name);
    if (before) {
      const answer = JSON.parse(before) as { status: number; body: string };
      return reply.code(answer.status).type("application/json").send(answer.body);
    }
    if ((await redis.set(`${name}:lock`, "1", "EX", 30, "NX")) !== "OK")
      return reply.code(409).send();
    const body = await fetch(`${options.upstream}${request.url}`, { method: "POST", body: "{}" });
    const text = await body.text();
    await redis.set(name, JSON.stringify({ status: body.status, body: text }), "EX", 86_400);
    await redis.del(`${name}:lock`);
    return reply.code(body.status).type("application/json").send(text);
  });
  await app.register(fastifyHttpProxy, { upstream: options.upstream });
  await app.listen({ port: 0, host: "127.0.0.1" });
  return (app.server.address() as AddressInfo).port;
}

/** The Worker's stand-in, on Node. @returns its address */
export async function startNodeUpstream(body: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const status = request.method === "POST" ? 201 : 200;
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
