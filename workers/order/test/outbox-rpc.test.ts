/** The built Worker in a real workerd: its outbox over RPC. */

import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import {
  startWorkerd,
  testCall,
  type WorkerUnderTest,
} from "../../../tests/stores/test-workerd.ts";

let database: TestDatabase;
let worker: WorkerUnderTest;
beforeAll(async () => {
  const [signer, started] = await Promise.all([tokenSigner(), startTestDatabase()]);
  database = started;
  const vars = Object.entries({
    ...signer.vars,
    DATABASE_URL: database.urlOf("order"),
    UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9",
    UPSTASH_REDIS_REST_TOKEN: "none",
    ORDER_TOKEN_SECRET: "a".repeat(43),
    ORDER_SEAL_SECRET: "b".repeat(43),
  }).map(([name, value]) => [name, String(value)]);
  const asked = ["MEMBER", "MEMBER_LOOKUP", "CATALOG_STOCK", "PAYMENT_SAGA"];
  worker = await startWorkerd("order", ["OutboxRpc"], {
    ...Object.fromEntries(vars),
    ...Object.fromEntries(asked.map((name) => [name, {}])),
  });
}, 120_000);
afterAll(async () => {
  await worker?.stop();
  await database?.stop();
});

describe("notifications 4: order's outbox", () => {
  test("gives what was written for a queue, once it is 90 seconds old", async () => {
    const event = newId("event");
    const id = `${event}@edgemart-member`;
    const body = {
      ...{ id: event, type: "order.paid", version: 1, source: "order", correlationId: "r" },
      ...{ occurredAt: new Date().toISOString(), data: {} },
      aggregate: { type: "order", id: newId("order"), sequence: 3 },
    };
    await database.query("insert into orders.outbox (id, queue, body) values ($1, $2, $3)", [
      ...[id, "edgemart-member", JSON.stringify(body)],
    ]);
    const input = { queue: "edgemart-member", after: null, limit: 10 };
    const since = () => worker.ask("OutboxRpc", "since", input, testCall());
    expect(await since()).toEqual([]);
    await database.query("update orders.outbox set created_at = now() - interval '91 seconds'");
    expect(await since()).toEqual([{ id, at: expect.any(String), body }]);
  });
});
