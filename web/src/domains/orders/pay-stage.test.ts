import type { Order } from "@edgemart/contracts/order";
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { messagesOf } from "#messages/messages.ts";
import { isPageOpen, refusalOf, stageOf } from "./pay-stage.ts";

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

const whyOf = (order: Parameters<typeof refusalOf>[0], said: string) =>
  refusalOf(order, said, declines)?.why;

describe("orders 52: a refused payment says why", () => {
  test("by the payment's own reason, whatever the address says", () => {
    const order = { status: "PENDING", payment: payment("FAILED", "limit_exceeded") } as const;
    expect(whyOf(order, "cancelled_by_you")).toBe(declines.limit_exceeded);
  });

  test("never by words of the address", () => {
    const order = { status: "PENDING", payment: null } as const;
    expect(whyOf(order, "cancelled_by_you")).toBe(declines.cancelled_by_you);
    expect(whyOf(order, "<b>pay here</b>")).toBe("");
    expect(whyOf(order, "toString")).toBe("");
    expect(refusalOf(order, undefined, declines)).toBeNull();
  });

  test("not of an attempt that is open: nothing has failed", () => {
    const order = { status: "PAYING", payment: payment("READY"), degraded: [] } as const;
    expect([isPageOpen({ ...order, degraded: [] }), refusalOf(order, undefined, declines)]).toEqual(
      [true, null],
    );
    expect(refusalOf(order, "declined", declines)?.kind).toBe("declined");
    const failed = { status: "PENDING", payment: payment("FAILED"), degraded: [] } as const;
    expect(isPageOpen({ ...failed, degraded: [] })).toBe(false);
  });

  test.each([
    ["key_unknown", "unmatched"],
    ["amount_mismatch", "mismatch"],
    ["currency_mismatch", "mismatch"],
    ["declined", "declined"],
  ])("%s is not said to be a decline that charged nothing unless it was one", (word, kind) => {
    expect(refusalOf({ status: "PENDING", payment: null }, word, declines)?.kind).toBe(kind);
    const failed = { status: "PENDING", payment: payment("FAILED", word) } as const;
    expect(refusalOf(failed, undefined, declines)?.kind).toBe(kind);
  });
});
