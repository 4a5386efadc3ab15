/** What a caller can cause never opens a circuit; absence does. Row by row, with the circuits as they are deployed. */
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../../../tools/local/free-port.ts";
import { codeOf, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import type { Instruction } from "./upstream.ts";
import { raiseGateway, type World } from "./world.ts";

const AS_DEPLOYED = {
  BREAKER_STORE_FAILURES: "5",
  BREAKER_UPSTREAM_CALLS: "20",
  BREAKER_UPSTREAM_FAILURES: "5",
};
/** A machine under load must not look like a store that is unavailable. */
const PATIENT = { REDIS_FIRST_MS: "5000", REDIS_LATER_MS: "5000", REDIS_FALLBACK_MS: "5000" };
/** Twice what opens a circuit by its rate; a hundred in the long proof. */
const TIMES = process.env.EDGEMART_FULL === "1" ? 100 : 40;

let redis: RedisDoor;
let minter: Minter;
let admin: string;
let world: World;

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
});
afterAll(() => redis?.stop());

const raise = (elsewhere: Record<string, string> = {}, waits: Record<string, string> = {}) =>
  raiseGateway({
    redisUrl: redis.url,
    jwks: minter.jwks,
    bindings: { ...AS_DEPLOYED, ...waits },
    elsewhere,
  });
const bearer = {
  get authorization() {
    return admin;
  },
};
const read = (order?: Instruction, init: RequestInit = {}) =>
  world.ask("/api/products", { ...init, ...(order && { order }) });
const write = (order?: Instruction, init: RequestInit = {}) =>
  world.ask("/api/members", {
    method: "POST",
    body: "{}",
    ...init,
    ...(order && { order }),
    headers: { ...bearer, "idempotency-key": crypto.randomUUID() },
  });
const upload = (init: RequestInit) =>
  world.ask("/api/media", {
    method: "POST",
    ...init,
    headers: { ...bearer, "content-type": "image/png" },
  });

/** Lets go of an answer at once. */
const spend = (answer: Promise<Response>) =>
  answer.then((it) => it.body?.cancel()).catch(() => undefined);
const abandoned = (send: (init: RequestInit) => Promise<Response>) => {
  const leaving = new AbortController();
  setTimeout(() => leaving.abort(), 10);
  return spend(send({ signal: leaving.signal }));
};
/** Sends part of a body over a bare socket and is gone. */
const halfBody = (path: string) =>
  new Promise<void>((resolve) => {
    const socket = connect(world.port, "127.0.0.1");
    socket.on("error", () => undefined).once("close", () => resolve());
    const lines = [`POST ${path} HTTP/1.1`, "Host: shop", `Authorization: ${admin}`];
    lines.push("Content-Type: image/png", "Content-Length: 1000", "", "half of it");
    socket.write(lines.join("\r\n"), () => setTimeout(() => socket.resetAndDestroy(), 10));
  });

/** Does something that often, ten at once. @param once gets the number of the time */
async function tenAtOnce(once: (at: number) => Promise<unknown>): Promise<void> {
  for (let sent = 0; sent < TIMES; sent += 10)
    await Promise.all(Array.from({ length: 10 }, (_, at) => once(sent + at)));
}

const statuses = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 501, 502, 503, 504];
const KINDS: [kind: string, once: () => Promise<unknown>][] = [
  ...statuses.flatMap((status): [string, () => Promise<unknown>][] => [
    [`a read answered ${status}`, () => spend(read({ status }))],
    [`a write answered ${status}`, () => spend(write({ status }))],
  ]),
  ["a read that meets a bug", () => spend(read({ throws: true }))],
  ["a write that meets a bug", () => spend(write({ throws: true }))],
  ["a read that breaks in its body", () => spend(read({ breaks: true }))],
  ["a write whose answer is larger than can be kept", () => spend(write({ bytes: 1_500_000 }))],
  ["a reader who goes away", () => abandoned((init) => read({ delayMs: 50 }, init))],
  ["a writer who goes away", () => abandoned((init) => write({ delayMs: 50 }, init))],
  ["a body over its limit", () => spend(write(undefined, { body: "x".repeat(70_000) }))],
  ["half a body", () => halfBody("/api/members")],
  ["half a streamed body", () => halfBody("/api/media")],
  ["a reader of rubbish", () => spend(world.ask("/api/products/%00?limit=%zz&limit=-1"))],
];

describe("what a caller can cause leaves every circuit closed", () => {
  // One gateway for all of them: what one kind left behind would show in the next.
  beforeAll(async () => {
    redis.mode = "pass";
    world = await raise({}, PATIENT);
    return () => world.stop();
  });
  beforeEach(async () => {
    // A member of its own: new keys are counted by member.
    admin = `Bearer ${await minter.mint({ role: "admin" })}`;
  });

  test.each(KINDS)(`%s, ${TIMES} times`, { timeout: 120_000 }, async (_kind, once) => {
    await tenAtOnce(once);
    const after = await Promise.all([read(), write(), upload({ body: "picture" })]);
    expect(after.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test("a streamed body over its limit, ten times", async () => {
    const large = new Uint8Array(21 * 1024 * 1024);
    // Without a stated length: nothing but counting tells.
    const body = () => new Blob([large]).stream();
    let answered = 0;
    for (let sent = 0; sent < 10; sent++) {
      // A client that is still writing when the door closes may see that alone.
      const answer = await upload({ body: body(), duplex: "half" } as RequestInit).catch(
        () => null,
      );
      if (answer === null) continue;
      answered += 1;
      expect([answer.status, await codeOf(answer)]).toEqual([413, "body_too_large"]);
    }
    expect(answered).toBeGreaterThan(0);
    expect((await upload({ body: "picture" })).status).toBe(200);
  });

  test("what the store refuses leaves its circuit closed", async () => {
    // A value of another type under every key of a record: the claim is refused by a reply.
    const send = (at: number) =>
      world.ask("/api/members", {
        method: "POST",
        body: "{}",
        headers: { ...bearer, "idempotency-key": `wrong-${at}` },
      });
    await tenAtOnce((at) => spend(send(at)));
    for (const name of (await redis.run("KEYS", "idem:*:rec")) as string[]) {
      await redis.run("DEL", name);
      await redis.run("SET", name, "not a hash");
    }
    await tenAtOnce(async (at) => expect((await send(at)).status).toBe(503));
    expect((await write()).status).toBe(200);
  });
});

/** A Worker in a process of its own, which can die, freeze and come back. */
async function ownProcess() {
  const port = await freePort();
  let mode: "well" | "cut" | "frozen" = "well";
  let server: Server | null = null;
  let asked = 0;
  return {
    address: `127.0.0.1:${port}`,
    asked: () => asked,
    set: (next: typeof mode) => {
      mode = next;
    },
    async start() {
      server = createServer((request, response) => {
        asked += 1;
        if (mode === "cut") request.socket.destroy();
        else if (mode === "well") response.setHeader("content-type", "application/json").end("{}");
      });
      await new Promise<void>((resolve) => server?.listen(port, "127.0.0.1", resolve));
    },
    async stop() {
      server?.closeAllConnections();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      server = null;
    },
  };
}

describe("operations 74: absence opens a circuit after five failures in a row", () => {
  // Each waits for its own gateway's circuit: they wait together.
  test.concurrent.each(["nobody listens", "it cuts the line", "it freezes"])(
    "%s",
    { timeout: 120_000 },
    async (how) => {
      const catalog = await ownProcess();
      if (how !== "nobody listens") await catalog.start();
      if (how !== "nobody listens") catalog.set(how === "it freezes" ? "frozen" : "cut");
      const own = await raise({ CATALOG: catalog.address });
      const read = () => own.ask("/api/products");
      try {
        const first =
          how === "it freezes" ? Promise.all(Array.from({ length: 5 }, () => read())) : null;
        const answers = first ? await first : [];
        for (let sent = 0; !first && sent < 5; sent++) answers.push(await read());
        expect(answers.every(({ status }) => status >= 502)).toBe(true);
        const asked = catalog.asked();
        const refused = await read();
        expect([refused.status, await codeOf(refused), catalog.asked()]).toEqual([
          503,
          "upstream_unavailable",
          asked,
        ]);
        // It comes back, and the first probe lets everybody in.
        await catalog.stop();
        catalog.set("well");
        await catalog.start();
        await until(async () => (await read()).status === 200, 20_000);
        expect((await read()).status).toBe(200);
      } finally {
        await own.stop();
        await catalog.stop();
      }
    },
  );
});
