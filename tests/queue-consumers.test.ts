/** How queues are consumed: the wrangler files against what the specs say. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";

interface Consumer {
  queue: string;
  max_batch_size?: number;
  max_batch_timeout?: number;
  max_retries?: number;
  retry_delay?: number;
  max_concurrency?: number;
  dead_letter_queue?: string;
}

const WORKERS = new URL("../workers/", import.meta.url);
const CONSUMERS = readdirSync(WORKERS).flatMap((worker) => {
  const path = new URL(`${worker}/wrangler.toml`, WORKERS);
  if (!existsSync(path)) return [];
  // Guarantee of the cast: Wrangler has read the same file.
  const { queues } = parse(readFileSync(path, "utf8")) as { queues?: { consumers?: Consumer[] } };
  return (queues?.consumers ?? []).map((consumer) => ({ worker, ...consumer }));
});
const named = (end: string) => CONSUMERS.filter(({ queue }) => queue.endsWith(end));
/** Steps of a saga say which rows are due: they are still there when a message is lost. */
const EVENTS = CONSUMERS.filter(({ queue }) => !/-(dead|steps)$/.test(queue));
const NO_DEAD_LETTERS = new Set(["edgemart-mail-events"]);

describe("notifications 8: consumers of events", () => {
  test.each(EVENTS)("$queue of $worker: batches of 10 within 1 s, 5 at a time", (consumer) => {
    const isNotify = consumer.queue === "edgemart-notify";
    expect(consumer).toMatchObject({
      ...{ max_batch_size: 10, max_batch_timeout: 1, max_concurrency: 5 },
      ...(isNotify ? { max_retries: 10, retry_delay: 30 } : { max_retries: 5, retry_delay: 10 }),
    });
    expect(consumer.dead_letter_queue).toBe(
      NO_DEAD_LETTERS.has(consumer.queue) ? undefined : `${consumer.queue}-dead`,
    );
  });

  test("each queue of dead letters is taken by the Worker whose they are, with 100 retries", () => {
    const expected = EVENTS.filter(({ queue }) => !NO_DEAD_LETTERS.has(queue)).map(
      ({ worker, queue }) => [worker, `${queue}-dead`, 100],
    );
    expect(expected.length).toBeGreaterThan(2);
    expect(
      named("-dead").map(({ worker, queue, max_retries }) => [worker, queue, max_retries]),
    ).toEqual(expected);
  });

  test("a queue has one consumer", () => {
    const queues = CONSUMERS.map(({ queue }) => queue);
    expect(new Set(queues).size).toBe(queues.length);
  });
});
