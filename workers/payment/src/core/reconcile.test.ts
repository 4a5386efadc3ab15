/** The gateway's books against ours: what each difference is, and that a quiet day has none. */
import { type PaymentState, statesOf } from "@edgemart/contracts/transitions";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BookedPayment,
  compareBooks,
  type GatewayTransaction,
  seoulDay,
} from "./reconcile.ts";

const line = (orderId: string, status = "DONE", transactionKey = `t_${orderId}`) => ({
  orderId,
  status,
  transactionKey,
  paymentKey: `k_${orderId}`,
});
const booked = (id: string, state: PaymentState = "PAID", more: Partial<BookedPayment> = {}) => ({
  id,
  state,
  refundKeys: [],
  hasOpenRefund: false,
  ...more,
});
const compare = (
  lines: GatewayTransaction[],
  ours: BookedPayment[],
  paid: string[] = ours.filter(({ state }) => state === "PAID").map(({ id }) => id),
) => compareBooks(lines, new Map(ours.map((each) => [each.id, each])), paid);

const NOTHING = { look: [], differences: [] };
const CANCELS = ["CANCELED", "PARTIAL_CANCELED"];

describe("payments 37: a day of the books", () => {
  test("without movements differs in nothing", () => {
    expect(compare([], [])).toEqual(NOTHING);
  });

  test("money of an attempt that ended is looked up; it is no difference, because it goes back", () => {
    for (const state of statesOf("payment")) {
      const isEnded = state === "FAILED" || state === "EXPIRED";
      expect(compare([line("pay_1")], [booked("pay_1", state)]), state).toEqual({
        look: isEnded ? ["pay_1"] : [],
        differences: [],
      });
    }
  });

  test("an ended attempt that has no money at the gateway is left alone", () => {
    for (const status of [...CANCELS, "WAITING_FOR_DEPOSIT", "ABORTED", "EXPIRED", ""]) {
      expect(compare([line("pay_1", status)], [booked("pay_1", "EXPIRED")]), status).toEqual(
        NOTHING,
      );
    }
  });

  test("money for an id that is not ours is a difference, whatever became of it, and is not looked up", () => {
    for (const status of ["DONE", ...CANCELS, "A_STATUS_OF_TOMORROW"]) {
      expect(compare([line("pay_9", status)], [])).toEqual({
        look: [],
        differences: [
          {
            kind: "unknown_payment",
            paymentId: "pay_9",
            data: { paymentKey: "k_pay_9", transactionKey: "t_pay_9", status },
          },
        ],
      });
    }
  });

  test("a paid one that the gateway's day does not have is looked up once", () => {
    expect(compare([], [booked("pay_1")], ["pay_1", "pay_1"])).toEqual({
      look: ["pay_1"],
      differences: [],
    });
  });

  test("a cancellation alone is no charge: the paid one is looked up", () => {
    const ours = booked("pay_1", "PAID", { refundKeys: ["t_pay_1"] });
    expect(compare([line("pay_1", "CANCELED")], [ours])).toEqual({
      look: ["pay_1"],
      differences: [],
    });
  });

  test.each(CANCELS)("%s that none of our refunds made is a difference", (status) => {
    const lines = [line("pay_1"), line("pay_1", status, "t_console")];
    const difference = {
      kind: "foreign_cancel",
      paymentId: "pay_1",
      data: { paymentKey: "k_pay_1", transactionKey: "t_console", status },
    };
    const none = compare(lines, [booked("pay_1")]);
    expect(none).toEqual({ look: [], differences: [difference] });
    const other = compare(lines, [booked("pay_1", "PAID", { refundKeys: ["t_other"] })]);
    expect(other.differences).toEqual([difference]);
  });

  test.each(CANCELS)("%s is ours when a refund made it, or one is under way", (status) => {
    const lines = [line("pay_1"), line("pay_1", status, "t_2")];
    expect(compare(lines, [booked("pay_1", "PAID", { refundKeys: ["t_1", "t_2"] })])).toEqual(
      NOTHING,
    );
    expect(compare(lines, [booked("pay_1", "PAID", { hasOpenRefund: true })])).toEqual(NOTHING);
  });

  test.each(CANCELS)("%s of what is not paid is the void of an ended attempt", (status) => {
    for (const state of statesOf("payment").filter((each) => each !== "PAID")) {
      expect(compare([line("pay_1", status)], [booked("pay_1", state)]), state).toEqual(NOTHING);
    }
  });

  test("a movement that is neither a charge nor a cancellation says nothing of a paid one", () => {
    const lines = [line("pay_1"), line("pay_1", "WAITING_FOR_DEPOSIT", "t_2")];
    expect(compare(lines, [booked("pay_1")])).toEqual(NOTHING);
  });
});

/** A quiet day: each paid one is charged once, and each refund of it has one cancellation; in any order. */
const quietDay = fc
  .array(fc.record({ refunds: fc.nat({ max: 3 }), isOpen: fc.boolean() }), { maxLength: 12 })
  .chain((payments) => {
    const ours = payments.map(({ refunds, isOpen }, at) =>
      booked(`pay_${at}`, "PAID", {
        refundKeys: Array.from({ length: refunds }, (_, n) => `r_${at}_${n}`),
        hasOpenRefund: isOpen,
      }),
    );
    const lines = ours.flatMap(({ id, refundKeys, hasOpenRefund }) => [
      line(id),
      ...refundKeys.map((key) => line(id, "PARTIAL_CANCELED", key)),
      ...(hasOpenRefund ? [line(id, "PARTIAL_CANCELED", `r_${id}_new`)] : []),
    ]);
    return fc.record({
      ours: fc.constant(ours),
      lines: fc.shuffledSubarray(lines, { minLength: lines.length }),
    });
  });

test("payments 37: a quiet day differs in nothing, in any order; and each planted row is found alone", () => {
  fc.assert(
    fc.property(quietDay, ({ ours, lines }) => {
      expect(compare(lines, ours)).toEqual(NOTHING);
      const planted = compare(
        [
          line("foreign"),
          ...lines,
          line("ended"),
          line("console"),
          line("console", "CANCELED", "c"),
        ],
        [...ours, booked("ended", "FAILED"), booked("console"), booked("missing")],
      );
      expect(planted.look).toEqual(["ended", "missing"]);
      expect(planted.differences.map(({ kind, paymentId }) => `${kind} ${paymentId}`)).toEqual([
        "unknown_payment foreign",
        "foreign_cancel console",
      ]);
    }),
    { numRuns: 200 },
  );
});

test("payments 27, 37: a day of the books is a day in Seoul", () => {
  expect(seoulDay(Date.parse("2026-11-30T14:59:59.999Z"))).toBe("2026-11-30");
  expect(seoulDay(Date.parse("2026-11-30T15:00:00Z"))).toBe("2026-12-01");
  expect(seoulDay(Date.parse("2026-12-31T15:00:00Z"))).toBe("2027-01-01");
});
