/** What Toss's answers say of an attempt. */
import type { Currency } from "@edgemart/contracts/money";
import { describe, expect, test } from "vitest";
import { cancelVerdictOf, verdictOf } from "./toss-codes.ts";
import {
  koreanInstant,
  minorOfUnits,
  settlementOf,
  type TossPayment,
  unitsOfMinor,
} from "./toss-payment.ts";

const asked = { paymentId: "pay_1", currency: "KRW" as Currency, cardMinor: 24_000 };
const answered = (more: Partial<TossPayment> = {}): TossPayment => ({
  paymentKey: "key1",
  orderId: "pay_1",
  status: "DONE",
  currency: "KRW",
  totalAmount: 24_000,
  balanceAmount: 24_000,
  method: "카드",
  card: { number: "43301234****123*", issuerCode: "41", approveNo: "00000001" },
  ...more,
});

describe("payments 21: an answer counts as paid", () => {
  test("with our order id, amount and currency alone", () => {
    expect(settlementOf(answered(), asked)).toMatchObject({
      kind: "paid",
      paymentKey: "key1",
      instrument: { kind: "card", label: "41 43301234****123*", approval: "00000001" },
      balanceMinor: 24_000,
    });
    expect(settlementOf(answered({ orderId: "pay_2" }), asked)).toEqual({ kind: "unknown_key" });
    for (const other of [{ totalAmount: 24_001 }, { currency: "USD" }, { totalAmount: 24_000.5 }]) {
      expect(settlementOf(answered(other), asked)).toEqual({
        kind: "foreign_amount",
        paymentKey: "key1",
      });
    }
  });

  test.each([
    ["READY", "not_found"],
    ["IN_PROGRESS", "not_found"],
    ["PARTIAL_CANCELED", "paid"],
    ["CANCELED", "ended"],
    ["ABORTED", "ended"],
    ["EXPIRED", "ended"],
    ["A_STATUS_OF_TOMORROW", "unknown"],
  ])("%s is %s", (status, kind) => {
    expect(settlementOf(answered({ status }), asked).kind).toBe(kind);
  });

  test("an account that waits for a deposit, with its date in Korean time", () => {
    const virtualAccount = {
      accountNumber: "X1",
      bankCode: "88",
      customerName: "김민아",
      dueDate: "2026-12-01T15:00:00",
    };
    const waiting = answered({
      status: "WAITING_FOR_DEPOSIT",
      virtualAccount,
      secret: "ps_1",
      card: null,
    });
    expect(settlementOf(waiting, asked)).toEqual({
      kind: "awaiting",
      paymentKey: "key1",
      account: { bank: "88", accountNumber: "X1", holderName: "김민아" },
      dueAt: "2026-12-01T06:00:00.000Z",
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe("payments 22: codes", () => {
  test.each([
    ["REJECT_CARD_COMPANY", "declined", "declined"],
    ["REJECT_CARD_PAYMENT", "declined", "limit_exceeded"],
    ["INVALID_CARD_EXPIRATION", "declined", "card_expired"],
    ["INVALID_CARD_NUMBER", "declined", "card_invalid"],
    ["INVALID_STOPPED_CARD", "declined", "card_stopped"],
    ["EXCEED_MAX_AMOUNT", "declined", "limit_exceeded"],
    ["BELOW_MINIMUM_AMOUNT", "declined", "not_allowed"],
    ["FDS_ERROR", "declined", "declined"],
    ["NOT_FOUND_PAYMENT", "unknown_key", undefined],
    ["NOT_FOUND_PAYMENT_SESSION", "unknown_key", undefined],
    ["UNAUTHORIZED_KEY", "unavailable", undefined],
    ["FORBIDDEN_REQUEST", "unavailable", undefined],
    ["ALREADY_PROCESSED_PAYMENT", "unknown", undefined],
    ["DUPLICATED_ORDER_ID", "unknown", undefined],
    ["PROVIDER_ERROR", "unknown", undefined],
    ["FAILED_INTERNAL_SYSTEM_PROCESSING", "unknown", undefined],
    ["A_CODE_OF_TOMORROW", "unknown", undefined],
    ["BELOW_MINIMUM_AMOUNT_OF_TOMORROW", "unknown", undefined],
    [null, "unknown", undefined],
  ])("%s is %s", (code, kind, why) => {
    expect(verdictOf(code)).toEqual({ kind, ...(why !== undefined && { why }) });
  });

  test.each([
    ["NOT_CANCELABLE_PAYMENT", "refused"],
    ["INVALID_REFUND_ACCOUNT_NUMBER", "refused"],
    ["NOT_MATCHES_REFUNDABLE_AMOUNT", "refused"],
    ["UNAUTHORIZED_KEY", "unavailable"],
    ["PROVIDER_ERROR", "unknown"],
    [null, "unknown"],
  ])("a cancellation's %s is %s", (code, verdict) => {
    expect(cancelVerdictOf(code)).toBe(verdict);
  });
});

describe("payments 19, 43.27: amounts in the gateway's unit", () => {
  test.each([
    ["KRW", 24_000, 24_000],
    ["JPY", 1_250, 1_250],
    ["USD", 1_999, 19.99],
    ["USD", 29, 0.29],
    ["USD", 100_000_000, 1_000_000],
    ["EUR", 5, 0.05],
  ] as const)("%s %i is %d, and back", (currency, minor, units) => {
    expect(unitsOfMinor(minor, currency)).toBe(units);
    expect(minorOfUnits(units, currency)).toBe(minor);
  });

  test("10 000 amounts of cents come back as they were", () => {
    for (let minor = 1; minor <= 10_000; minor++) {
      expect(minorOfUnits(unitsOfMinor(minor * 97, "USD"), "USD")).toBe(minor * 97);
    }
  });

  test.each([0.001, 19.999, Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
    "%d dollars are none",
    (units) => {
      expect(minorOfUnits(units, "USD")).toBeNull();
    },
  );
});

test("payments 27: a date without offset is Korean time", () => {
  expect(koreanInstant("2026-12-01T15:00:00")).toBe("2026-12-01T06:00:00.000Z");
  expect(koreanInstant("2026-12-01T15:00:00+09:00")).toBe("2026-12-01T06:00:00.000Z");
  expect(koreanInstant("soon")).toBeNull();
});
