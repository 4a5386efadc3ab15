import type { Order } from "@edgemart/contracts/order";
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { messagesOf } from "#messages/messages.ts";
import { refusalOf, stageOf } from "./pay-stage.ts";

const { declines } = messagesOf("ko").checkout.pay;
// The parts of a payment that are judged.
const payment = (status: string, failure: string | null = null) =>
  ({ status, failure }) as unknown as NonNullable<Order["payment"]>;

describe("orders 51: the page that pays an order", () => {
  test("shows each state as what it is, and lets nobody pay twice", () => {
    const stages = statesOf("order").map((status) => [
      status,
      stageOf({ status, payment: payment("CONFIRMING"), degraded: [] }),
    ]);
    expect(Object.fromEntries(stages)).toEqual({
      PLACING: "open",
      PENDING: "open",
      PAYING: "checking",
      AWAITING_DEPOSIT: "paid",
      PAID: "paid",
      COMPLETED: "paid",
      CANCELLED: "ended",
      EXPIRED: "ended",
    });
  });

  test("can be paid again after coming Back from the payment page", () => {
    const status = "PAYING";
    expect(stageOf({ status, payment: payment("READY"), degraded: [] })).toBe("open");
    expect(stageOf({ status, payment: null, degraded: [] })).toBe("open");
  });

  test("is not offered while payment does not answer: it may be paid", () => {
    const stage = stageOf({ status: "PAYING", payment: null, degraded: ["payment"] });
    expect(stage).toBe("checking");
  });
});

describe("orders 52: a refused payment says why", () => {
  test("by the payment's own reason, whatever the address says", () => {
    const order = { status: "PENDING", payment: payment("FAILED", "limit_exceeded") } as const;
    expect(refusalOf(order, "cancelled_by_you", declines)).toBe(declines.limit_exceeded);
  });

  test("never by words of the address", () => {
    const order = { status: "PENDING", payment: null } as const;
    expect(refusalOf(order, "cancelled_by_you", declines)).toBe(declines.cancelled_by_you);
    expect(refusalOf(order, "<b>pay here</b>", declines)).toBe("");
    expect(refusalOf(order, "toString", declines)).toBe("");
    expect(refusalOf(order, undefined, declines)).toBeNull();
  });
});
