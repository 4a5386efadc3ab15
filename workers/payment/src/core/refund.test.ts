/** What a refund asks of the gateway, and how it is found there again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IDS } from "../../test/rows.ts";
import { cancelOf, cancelReason, cancelsIn, transferOf } from "./refund.ts";
import type { GatewayCancel, Settlement } from "./settlement.ts";

const cancel = (reason: string, more: Partial<GatewayCancel> = {}): GatewayCancel => ({
  reason,
  amountMinor: 1_000,
  transactionKey: "t_1",
  refundStatus: null,
  ...more,
});

describe("payments 33: the reason of a cancellation ends with the refund's id", () => {
  test("after the reason that was given", () => {
    expect(cancelReason("too large", "rfd_1")).toBe("too large [rfd_1]");
    expect(cancelReason("", "rfd_1")).toBe(" [rfd_1]");
  });

  test("cut to the 200 characters that the gateway takes, which are UTF-16 units", () => {
    const mark = ` [${IDS.refund}]`;
    const room = 200 - mark.length;
    expect(cancelReason("x".repeat(room), IDS.refund)).toBe("x".repeat(room) + mark);
    expect(cancelReason("x".repeat(room + 1), IDS.refund)).toBe("x".repeat(room) + mark);
    expect(cancelReason("가".repeat(500), IDS.refund)).toBe("가".repeat(room) + mark);
  });

  test("never in the middle of a character", () => {
    const mark = ` [${IDS.refund}]`;
    const room = 200 - mark.length;
    expect(cancelReason(`${"x".repeat(room - 1)}😀`, IDS.refund)).toBe("x".repeat(room - 1) + mark);
    expect(cancelReason(`${"x".repeat(room - 2)}😀!`, IDS.refund)).toBe(
      `${"x".repeat(room - 2)}😀${mark}`,
    );
  });

  test("whatever the reason is, it fits, is whole text, and its refund alone is found by it", () => {
    const reasons = fc.string({ unit: "binary", maxLength: 500 });
    fc.assert(
      fc.property(reasons, (reason) => {
        const text = cancelReason(reason, IDS.refund);
        expect(text.length).toBeLessThanOrEqual(200);
        expect(text.isWellFormed()).toBe(true);
        expect(cancelOf(IDS.refund, [cancel("x"), cancel(text)])?.reason).toBe(text);
        expect(cancelOf("rfd_2", [cancel(text)])).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

describe("payments 33: a refund happened exactly if the gateway lists its id", () => {
  test("at the end of the reason: a shopper who writes another refund's id gets nothing by it", () => {
    const mine = cancel("mine [rfd_1]");
    expect(cancelOf("rfd_1", [cancel("[rfd_1] [rfd_2]"), mine])).toBe(mine);
    for (const reason of ["[rfd_1] [rfd_2]", "rfd_1", "x rfd_1]", "x [rfd_11]", ""]) {
      expect(cancelOf("rfd_1", [cancel(reason)]), reason).toBeNull();
    }
    expect(cancelOf("rfd_1", [])).toBeNull();
  });

  test("as far as the gateway told: what tells no cancellations proves neither", () => {
    const cancels = [cancel("x [rfd_1]")];
    const paid: Settlement = {
      kind: "paid",
      paymentKey: "k",
      instrument: null,
      cashReceipt: null,
      secretHash: null,
      balanceMinor: 0,
      cancels,
    };
    expect(cancelsIn(paid)).toBe(cancels);
    expect(cancelsIn({ kind: "ended", why: null, cancels })).toBe(cancels);
    const account = { bank: "88", accountNumber: "X1", holderName: "" };
    const waits = {
      kind: "awaiting",
      paymentKey: "k",
      account,
      dueAt: "",
      secretHash: null,
    } as const;
    expect(cancelsIn({ ...waits, cancels })).toBe(cancels);
    expect(cancelsIn(waits)).toEqual([]);
    const silent: Settlement[] = [
      { kind: "declined", why: "declined" },
      { kind: "foreign_amount", paymentKey: "k" },
      { kind: "unknown_key" },
      { kind: "not_found" },
      { kind: "unknown" },
      { kind: "unavailable" },
    ];
    for (const settlement of silent) expect(cancelsIn(settlement), settlement.kind).toBeNull();
  });
});

test.each([
  ["FAILED", "failed"],
  ["PARTIAL_FAILED", "failed"],
  ["COMPLETED", "arrived"],
  ["NONE", "arrived"],
  ["PENDING", null],
  ["A_STATUS_OF_TOMORROW", null],
  ["", null],
  [null, null],
])("payments 35: the transfer of a refund with status %s is %s", (refundStatus, transfer) => {
  expect(transferOf(cancel("x", { refundStatus }))).toBe(transfer);
});
