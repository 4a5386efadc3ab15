/** Queues of the local system: what a wrangler file declares is what workerd delivers, between Workers of one process. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quietly } from "../constellation.ts";
import { readService } from "../services.ts";
import { workerOptions } from "./worker-options.ts";

const PRODUCER = `
export default {
  async fetch(request, env) {
    await env.STEPS.sendBatch((await request.json()).map((body) => ({ body })));
    return new Response(null, { status: 202 });
  },
};`;

/** Keeps what came, by queue; refuses what is called poison. */
const CONSUMER = `
const seen = [];
export default {
  fetch: () => Response.json(seen),
  async queue(batch) {
    for (const { body, attempts } of batch.messages) seen.push([batch.queue, body, attempts]);
    if (batch.queue === "steps" && batch.messages.some(({ body }) => body === "poison")) {
      throw new Error("poison");
    }
  },
};`;

const CONFIGS = {
  sender: `[[queues.producers]]\nbinding = "STEPS"\nqueue = "steps"`,
  taker: `
[[queues.consumers]]
queue = "steps"
max_batch_size = 1
max_batch_timeout = 0
max_retries = 2
dead_letter_queue = "steps-dead"

[[queues.consumers]]
queue = "steps-dead"
max_batch_timeout = 0`,
};

describe("notifications 48: a queue between two Workers of the local system", () => {
  let root: string;
  let miniflare: Miniflare;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "edgemart-queues-"));
    const sources = { sender: PRODUCER, taker: CONSUMER };
    const workers = await Promise.all(
      (["sender", "taker"] as const).map(async (id) => {
        const folder = `workers/${id}`;
        await mkdir(join(root, folder, "built"), { recursive: true });
        await writeFile(join(root, folder, "built/index.js"), sources[id]);
        const head = `name = "edgemart-${id}"\nmain = "src/index.ts"\ncompatibility_date = "2026-10-20"\n`;
        await writeFile(join(root, folder, "wrangler.toml"), head + CONFIGS[id]);
        const service = readService(root, folder, `${folder}/wrangler.toml`);
        const built = { service, directory: join(root, folder, "built"), assets: null };
        return workerOptions(built, { root, bindings: {}, port: null });
      }),
    );
    miniflare = quietly(
      () =>
        new Miniflare(
          convertV4MiniflareOptions({
            workers: workers.flat(),
            cf: false,
            log: new Log(LogLevel.NONE),
          }),
        ),
    );
    await miniflare.ready;
  });
  afterAll(async () => {
    await miniflare.dispose();
    await rm(root, { recursive: true });
  });

  type Seen = [queue: string, body: unknown, attempts: number];
  const seen = async (): Promise<Seen[]> => {
    const taker = await miniflare.getWorker("edgemart-taker");
    return (await (await taker.fetch("http://taker/")).json()) as Seen[];
  };
  const send = async (bodies: unknown[]) => {
    const sender = await miniflare.getWorker("edgemart-sender");
    const init = { method: "POST", body: JSON.stringify(bodies) };
    expect((await sender.fetch("http://sender/", init)).status).toBe(202);
  };

  test("every message comes to the other Worker", async () => {
    await send([{ order: "ord_1" }, { order: "ord_2" }]);
    const bodies = async () => (await seen()).map(([, body]) => JSON.stringify(body)).sort();
    await expect.poll(bodies).toEqual(['{"order":"ord_1"}', '{"order":"ord_2"}']);
  });

  test("a message that fails is tried as often as the file says, then it is a dead letter; others go on", async () => {
    await send(["poison", "sound"]);
    const of = async (body: string) => (await seen()).filter(([, each]) => each === body);
    await expect
      .poll(() => of("poison"))
      .toEqual([
        ["steps", "poison", 1],
        ["steps", "poison", 2],
        ["steps", "poison", 3],
        ["steps-dead", "poison", 1],
      ]);
    expect(await of("sound")).toEqual([["steps", "sound", 1]]);
  });
});
