/** Events reach the queues they are said to: the routes of the contracts against the wrangler files. */

import { readFileSync } from "node:fs";
import { ORDER_EVENT_QUEUES, PAYMENT_CHANGED_QUEUES } from "@edgemart/contracts/events/routes";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";

interface Producers {
  queues?: { producers?: { queue: string }[] };
}

/** Queues that a Worker sends to, by its wrangler file. */
function sentTo(worker: string): string[] {
  const path = new URL(`../workers/${worker}/wrangler.toml`, import.meta.url);
  // Guarantee of the cast: Wrangler has read the same file.
  const { queues } = parse(readFileSync(path, "utf8")) as Producers;
  return (queues?.producers ?? []).map(({ queue }) => queue).sort();
}

describe("notifications 5: one queue for each consumer", () => {
  test.each<[string, (string | null)[]]>([
    // The last is order's own: it carries no event, but steps that are due.
    ["order", [...Object.values(ORDER_EVENT_QUEUES).flat(), "edgemart-order-steps"]],
    ["payment", Object.values(PAYMENT_CHANGED_QUEUES)],
  ])("%s is bound to the queues of its events, and to no other", (worker, queues) => {
    const named = [...new Set(queues.filter((queue) => queue !== null))].sort();
    expect(named.length).toBeGreaterThan(0);
    expect(sentTo(worker)).toEqual(named);
  });
});
