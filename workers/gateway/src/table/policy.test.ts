import { operations } from "@edgemart/contracts/operation";
import { describe, expect, test } from "vitest";
import { halfFor, type ReadPolicy, type WritePolicy, worker } from "./policy.ts";
import { BINDINGS, WORKERS } from "./workers.ts";

const terms = { summary: "", credential: "none", responses: { 204: null }, errors: [] } as const;
const things = operations("Things", {
  listThings: { ...terms, method: "get", path: "/api/things" },
});
const orders = operations("Orders", {
  placeOrder: { ...terms, method: "post", path: "/api/orders" },
});
const off = { use: "off", mode: "retry", ttlSeconds: null } as const;
const common = { key: off, keyedPerMinuteMax: null, limit: null, timeoutMs: 1 };
const reads: ReadPolicy = { ...common, cache: null };
const writes: WritePolicy = { ...common, bodyBytesMax: 0 };

describe("a policy for each group, or the gateway does not compile", () => {
  test("each half where its operations are, and nothing else", () => {
    const both = worker({ things, orders }, { things: { reads }, orders: { writes } });
    expect(Object.keys(both.policies)).toEqual(["things", "orders"]);
  });

  // The compiler is the test: an expectation that finds no error is one.
  test("what the compiler refuses", () => {
    // @ts-expect-error a group without a policy
    worker({ things, orders }, { things: { reads } });
    // @ts-expect-error a policy without its group
    worker({ things }, { things: { reads }, gone: { reads } });
    // @ts-expect-error reads that have none
    worker({ things }, { things: {} });
    // @ts-expect-error a policy of writes where nothing writes
    worker({ things }, { things: { reads, writes } });
    // @ts-expect-error writes under a policy of reads
    worker({ orders }, { orders: { reads } });
    // @ts-expect-error a read is never kept under a policy that is none
    worker({ things }, { things: { reads: { ...reads, cache: "catalog" } } });
    expect(BINDINGS).toEqual(Object.keys(WORKERS));
  });

  test("where the types were got round, the table does not come up", () => {
    const { listThings } = things;
    expect(() => halfFor(listThings, undefined)).toThrow("listThings");
    expect(() => halfFor(listThings, { writes })).toThrow("listThings");
    expect(() => halfFor(orders.placeOrder, { reads })).toThrow("placeOrder");
  });

  test("a read has the policy of reads, a write that of writes", () => {
    expect(halfFor(things.listThings, { reads, writes })).toBe(reads);
    expect(halfFor(orders.placeOrder, { reads, writes })).toBe(writes);
  });
});
