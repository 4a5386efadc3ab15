/** Events reach the queues they are said to: the routes of the contracts against the wrangler files. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import {
  AUTH_EVENT_QUEUES,
  MEMBER_EVENT_QUEUES,
  ORDER_EVENT_QUEUES,
  PAYMENT_ATTENTION_QUEUE,
  PAYMENT_CHANGED_QUEUES,
} from "@edgemart/contracts/events/routes";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";

type Named = { queue: string }[];
const WORKERS = new URL("../workers/", import.meta.url);

/** Queues of a Worker, by its wrangler file. */
function queuesOf(worker: string): { producers: string[]; consumers: string[] } {
  const path = new URL(`${worker}/wrangler.toml`, WORKERS);
  if (!existsSync(path)) return { producers: [], consumers: [] };
  // Guarantee of the cast: Wrangler has read the same file.
  const { queues } = parse(readFileSync(path, "utf8")) as {
    queues?: { producers?: Named; consumers?: Named };
  };
  const names = (list: Named = []) => list.map(({ queue }) => queue).sort();
  return { producers: names(queues?.producers), consumers: names(queues?.consumers) };
}
/** Queues that some Worker takes. What is for another one waits in its outbox until its consumer is there. */
const TAKEN = new Set(readdirSync(WORKERS).flatMap((worker) => queuesOf(worker).consumers));

describe("notifications 5: one queue for each consumer", () => {
  test.each<[string, (string | null)[]]>([
    ["auth", Object.values(AUTH_EVENT_QUEUES).flat()],
    // The last is order's own: it carries no event, but steps that are due.
    ["order", [...Object.values(ORDER_EVENT_QUEUES).flat(), "edgemart-order-steps"]],
    ["member", Object.values(MEMBER_EVENT_QUEUES).flat()],
    ["payment", [...Object.values(PAYMENT_CHANGED_QUEUES), PAYMENT_ATTENTION_QUEUE]],
  ])(
    "%s is bound to the queues of its events that have a consumer, and to no other",
    (worker, queues) => {
      const named = [...new Set(queues)]
        .filter((queue) => queue !== null && TAKEN.has(queue))
        .sort();
      expect(named.length).toBeGreaterThan(0);
      expect(queuesOf(worker).producers).toEqual(named);
    },
  );
});
