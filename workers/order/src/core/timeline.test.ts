/** The time machine of an order: three Workers' entries as one list. */
import { TimelineEntry, TimelineSource } from "@edgemart/contracts/order-administration";
import type { PaymentTimelineEntry } from "@edgemart/contracts/payment-saga";
import type { HoldInTime, HoldMovement } from "@edgemart/contracts/stock-hold";
import { describe, expect, test } from "vitest";
import { ENTRIES_MAX, type OwnEntry, timelineOf } from "./timeline.ts";

const AT = "2026-12-01T09:00:00.000Z";
const own = (name: string, more: Partial<OwnEntry> = {}): OwnEntry => ({
  ...{ at: AT, source: "order", number: 0, name, subject: "ord_1", actor: null, data: {} },
  ...more,
});
const paid = (name: string, more: Partial<PaymentTimelineEntry> = {}): PaymentTimelineEntry => ({
  ...{ at: AT, source: "event", paymentId: "pay_1", name, data: {} },
  ...more,
});
const HOLD: HoldInTime = {
  ...{ holdId: "hld_1", state: "committed", attempt: 2, expiresAt: null },
  ...{ createdAt: "2026-12-01T09:00:01+00:00", changedAt: "2026-12-01T09:00:05+00:00" },
  lines: [
    { sku: "MUG-1", quantity: 3 },
    { sku: "TEA-2", quantity: 1 },
  ],
};
const MOVEMENT: HoldMovement = {
  ...{ holdId: "hld_1", sku: "MUG-1", delta: -3, reason: "sold", reference: "hld_1" },
  at: "2026-12-01T18:00:05+09:00",
};
const NO_STOCK = { holds: [], movements: [] };
const names = (entries: TimelineEntry[]) => entries.map(({ name }) => name);

describe("orders 43: the timeline", () => {
  test("is sorted by time, across all sources", () => {
    const entries = timelineOf(
      [own("late", { at: "2026-12-01T09:00:09.000Z" }), own("first")],
      [paid("middle", { at: "2026-12-01T18:00:03+09:00" })],
      { holds: [HOLD], movements: [] },
    );
    expect(names(entries)).toEqual(["first", "made", "middle", "committed", "late"]);
  });

  test("has an entry of order that is older before any newer one, also a message", () => {
    const message = own("sent", { source: "message" });
    const newer = paid("paid", { at: "2026-12-01T09:00:03.000Z" });
    expect(names(timelineOf([message], [newer], NO_STOCK))).toEqual(["sent", "paid"]);
  });

  test("has of one moment the sources in the order of cause, each in its own order", () => {
    const sources = TimelineSource.options;
    const entries = timelineOf(
      sources
        .toReversed()
        .flatMap((source) => [2, 1, 10].map((number) => own(source, { source, number }))),
      [],
      NO_STOCK,
    );
    expect(entries.map(({ source, number }) => `${source} ${number}`)).toEqual(
      sources.flatMap((source) => [1, 2, 10].map((number) => `${source} ${number}`)),
    );
  });

  test("keeps the newest of too many", () => {
    const many = Array.from({ length: ENTRIES_MAX + 2 }, (_, number) => own("event", { number }));
    const kept = timelineOf(many.toReversed(), [], NO_STOCK);
    expect([kept.length, kept[0]?.number, kept.at(-1)?.number]).toEqual([
      ...[ENTRIES_MAX, 2, ENTRIES_MAX + 1],
    ]);
  });

  test("shows payment's entries in the order they came, with the refund they are of", () => {
    const entries = timelineOf(
      [],
      [
        paid("confirming"),
        paid("confirm", { source: "gateway_call", data: { http: 200 } }),
        paid("refunded", { source: "refund", data: { refundId: "rfd_1" } }),
        paid("odd", { source: "refund", data: { refundId: 7 } }),
        paid("paid"),
      ],
      NO_STOCK,
    );
    const common = { at: AT, actor: null, subject: "pay_1" };
    expect(entries).toEqual([
      { ...common, source: "payment", number: 0, name: "confirming", data: {} },
      { ...common, source: "payment", number: 4, name: "paid", data: {} },
      { ...common, source: "gateway_call", number: 1, name: "confirm", data: { http: 200 } },
      {
        ...{ ...common, subject: "rfd_1", source: "refund", number: 2, name: "refunded" },
        data: { refundId: "rfd_1" },
      },
      { ...common, source: "refund", number: 3, name: "odd", data: { refundId: 7 } },
    ]);
  });

  test("shows a hold as it was made and as it is, and what it moved", () => {
    const second = { ...HOLD, holdId: "hld_2", lines: [] };
    const entries = timelineOf([], [], { holds: [HOLD, second], movements: [MOVEMENT] });
    const made = { at: "2026-12-01T09:00:01.000Z", source: "hold", actor: null, name: "made" };
    const now = { ...made, at: "2026-12-01T09:00:05.000Z", name: "committed" };
    const data = { attempt: 2, expiresAt: null };
    expect(entries).toEqual([
      { ...made, subject: "hld_1", number: 0, data: { units: "MUG-1 × 3, TEA-2 × 1" } },
      { ...made, subject: "hld_2", number: 2, data: { units: "" } },
      { ...now, subject: "hld_1", number: 1, data },
      { ...now, subject: "hld_2", number: 3, data },
      {
        ...{ at: "2026-12-01T09:00:05.000Z", source: "stock", actor: null, number: 0 },
        ...{ name: "sold", subject: "hld_1" },
        data: { sku: "MUG-1", delta: -3, reference: "hld_1" },
      },
    ]);
  });

  test.each([
    ["text, a number, a truth", { a: "x", b: 1, c: false }, { a: "x", b: 1, c: false }],
    ["nothing", { a: null, b: undefined }, { a: null, b: null }],
    ["a list", { a: ["name", "phone"], b: [] }, { a: "name, phone", b: "" }],
    ["what is deeper", { a: { b: [1] }, c: [{ d: 1 }] }, { a: '{"b":[1]}', c: '[{"d":1}]' }],
    ["a list that is mixed", { a: [1, { b: 2 }] }, { a: '[1,{"b":2}]' }],
  ])("has in a row's data one value for each name: %s", (_name, data, plain) => {
    const [entry] = timelineOf([own("event", { data })], [], NO_STOCK);
    expect(entry?.data).toEqual(plain);
    expect(TimelineEntry.safeParse(entry).success).toBe(true);
  });
});
