/** What each status of a payment at Toss says, and what is kept of an answer. */
import type { Currency } from "@edgemart/contracts/money";
import { describe, expect, test } from "vitest";
import {
  koreanInstant,
  minorOfUnits,
  secretDigest,
  settlementOf,
  TossPayment,
  Transactions,
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
  ...more,
});
const told = (more: Partial<TossPayment>) => settlementOf(answered(more), asked);
const account = { accountNumber: "X1", bankCode: "88", dueDate: "2026-12-01T15:00:00" };
const KINDS = {
  카드: "card",
  간편결제: "easy_pay",
  계좌이체: "transfer",
  가상계좌: "virtual_account",
} as const;
const KEPT = { label: null, approval: null };
const NOTHING = { instrument: null, cashReceipt: null, secretHash: null, cancels: [] };

describe("payments 21: money of another amount or currency is not ours", () => {
  test.each(["DONE", "PARTIAL_CANCELED", "WAITING_FOR_DEPOSIT"])("%s", (status) => {
    for (const other of [{ totalAmount: 23_999 }, { currency: "JPY" }]) {
      expect(told({ status, virtualAccount: account, ...other })).toEqual({
        kind: "foreign_amount",
        paymentKey: "key1",
      });
    }
  });

  test("payments 19: 19.99 dollars are 1 999 cents, 1 999 dollars are another amount", () => {
    const dollars = { ...asked, currency: "USD" as Currency, cardMinor: 1_999 };
    const paid = (totalAmount: number) =>
      settlementOf(answered({ currency: "USD", totalAmount, balanceAmount: 9.99 }), dollars);
    expect(paid(19.99)).toMatchObject({ kind: "paid", balanceMinor: 999 });
    expect(paid(1_999)).toMatchObject({ kind: "foreign_amount" });
  });
});

describe("payments 9: of a paid one is kept", () => {
  test("nothing where the gateway tells nothing", () => {
    expect(told({})).toEqual({
      kind: "paid",
      paymentKey: "key1",
      balanceMinor: 24_000,
      ...NOTHING,
    });
    expect(told({ card: null, secret: null, cashReceipt: null, cancels: null })).toEqual(told({}));
    expect(told({ secret: "" })).toMatchObject({ secretHash: null });
  });

  test.each(Object.entries(KINDS))("%s as %s", (method, kind) => {
    expect(told({ method })).toMatchObject({ instrument: { kind, ...KEPT } });
  });

  test.each(["휴대폰", "", "constructor", null])("no instrument of a method %j", (method) => {
    const card = { number: "4330", issuerCode: "41", approveNo: "1" };
    expect(told({ method, card })).toMatchObject({ instrument: null });
  });

  test("of a card issuer and masked number, with the wallet before it; and the approval number", () => {
    const card = { number: "4330****", issuerCode: "41", approveNo: "7" };
    const labelOf = (more: Partial<TossPayment>) => {
      const settlement = told({ method: "카드", ...more });
      return settlement.kind === "paid" ? settlement.instrument : null;
    };
    expect(labelOf({ card })).toEqual({ kind: "card", label: "41 4330****", approval: "7" });
    expect(labelOf({ card, easyPay: { provider: "토스페이" } })?.label).toBe(
      "토스페이 41 4330****",
    );
    expect(labelOf({ easyPay: { provider: "토스페이" } })).toEqual({
      kind: "card",
      label: "토스페이",
      approval: null,
    });
    expect(labelOf({ card: { number: "4330****" } })?.label).toBe("4330****");
    expect(labelOf({ card: {} })).toEqual({ kind: "card", ...KEPT });
  });

  test("payments 24: the digest of its webhooks' secret, never the secret", () => {
    const settlement = told({ secret: "ps_1" });
    expect(settlement).toMatchObject({ secretHash: secretDigest("ps_1") });
    expect(JSON.stringify(settlement)).not.toContain("ps_1");
    expect(secretDigest("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  test("payments 26: the cash receipt that was issued, with its address", () => {
    const receiptUrl = "https://r.example/1";
    expect(told({ cashReceipt: { receiptUrl, issueNumber: "77" } })).toMatchObject({
      cashReceipt: { url: receiptUrl, number: "77" },
    });
    expect(told({ cashReceipt: { receiptUrl } })).toMatchObject({
      cashReceipt: { url: receiptUrl, number: "" },
    });
    expect(told({ cashReceipt: { receiptUrl: "", issueNumber: "77" } })).toMatchObject({
      cashReceipt: null,
    });
  });
});

describe("payments 33: cancellations are told with every answer that has them", () => {
  const cancels = [
    { cancelAmount: 1_000, cancelReason: "x [rfd_1]", transactionKey: "t_1" },
    { cancelAmount: 0.5 },
  ];
  const listed = [
    { reason: "x [rfd_1]", amountMinor: 1_000, transactionKey: "t_1", refundStatus: null },
    { reason: "", amountMinor: 0, transactionKey: null, refundStatus: null },
  ];

  test.each(["DONE", "PARTIAL_CANCELED", "CANCELED", "ABORTED", "EXPIRED"])("%s", (status) => {
    expect(told({ status, cancels })).toMatchObject({ cancels: listed });
    expect(told({ status })).toMatchObject({ cancels: [] });
  });

  test("payments 30: a deposit that was taken back too, where there are any", () => {
    const back = { status: "WAITING_FOR_DEPOSIT", virtualAccount: account };
    expect(told({ ...back, cancels })).toMatchObject({ kind: "awaiting", cancels: listed });
    expect(told({ ...back, cancels: [] })).not.toHaveProperty("cancels");
  });

  test("payments 35: with the state of the transfer of a deposit", () => {
    const virtualAccount = { ...account, refundStatus: "FAILED" };
    expect(told({ cancels, virtualAccount })).toMatchObject({
      cancels: [{ refundStatus: "FAILED" }, { refundStatus: "FAILED" }],
    });
  });
});

describe("payments 14: an attempt without money at the gateway", () => {
  test.each([
    ["CANCELED", undefined, null],
    ["EXPIRED", undefined, "key_unknown"],
    ["ABORTED", undefined, "declined"],
    ["ABORTED", "EXCEED_MAX_AMOUNT", "limit_exceeded"],
    ["ABORTED", "INVALID_CARD_EXPIRATION", "card_expired"],
    ["ABORTED", "PROVIDER_ERROR", "declined"],
    ["ABORTED", "NOT_FOUND_PAYMENT", "declined"],
  ])("%s with %s is ended: %s", (status, code, why) => {
    expect(told({ status, ...(code !== undefined && { failure: { code } }) })).toEqual({
      kind: "ended",
      why,
      cancels: [],
    });
  });

  test("ABORTED without a word of why is declined", () => {
    expect(told({ status: "ABORTED", failure: null })).toMatchObject({ why: "declined" });
  });
});

describe("payments 28: an account that waits", () => {
  const waiting = (virtualAccount: TossPayment["virtualAccount"]) =>
    told({ status: "WAITING_FOR_DEPOSIT", virtualAccount });

  test("without an account, or with a last day that is none, says nothing: look again", () => {
    expect(waiting(null)).toEqual({ kind: "unknown" });
    expect(waiting(undefined)).toEqual({ kind: "unknown" });
    expect(waiting({ ...account, dueDate: "soon" })).toEqual({ kind: "unknown" });
  });

  test("of nobody's name has an empty one; without a secret it has no digest", () => {
    expect(waiting(account)).toEqual({
      kind: "awaiting",
      paymentKey: "key1",
      account: { bank: "88", accountNumber: "X1", holderName: "" },
      dueAt: "2026-12-01T06:00:00.000Z",
      secretHash: null,
    });
  });
});

describe("payments 27: dates", () => {
  test.each([
    ["2026-12-01T06:00:00Z", "2026-12-01T06:00:00.000Z"],
    ["2026-12-01T15:00:00+0900", "2026-12-01T06:00:00.000Z"],
    ["2026-12-01T01:00:00-05:00", "2026-12-01T06:00:00.000Z"],
    ["2026-12-01T00:00:00", "2026-11-30T15:00:00.000Z"],
    ["2026-12-01T15:00:00.500", "2026-12-01T06:00:00.500Z"],
    ["Z2026-12-01T15:00:00", null],
    ["2026-12-01T15:00:00+09:00x", null],
    ["", null],
  ])("%s is %s", (text, instant) => {
    expect(koreanInstant(text)).toBe(instant);
  });
});

test("payments 19: whole units have no decimals, cents are decimals of two digits", () => {
  expect(unitsOfMinor(100, "KRW")).toBe(100);
  expect(unitsOfMinor(100, "USD")).toBe(1);
  expect(unitsOfMinor(1, "EUR")).toBe(0.01);
  expect(minorOfUnits(0.5, "JPY")).toBeNull();
  expect(minorOfUnits(90_071_992_547_410, "USD")).toBeNull();
});

test("payments 43.9: an answer that lacks what is needed is none; what is not needed is ignored", () => {
  const body = answered();
  expect(TossPayment.parse({ ...body, mId: "x", card: { acquirerCode: "1" } })).toEqual({
    ...body,
    card: {},
  });
  for (const field of Object.keys(body)) {
    expect(TossPayment.safeParse({ ...body, [field]: undefined }).success, field).toBe(false);
  }
  for (const wrong of [{ paymentKey: "" }, { paymentKey: "x".repeat(201) }, { totalAmount: "1" }]) {
    expect(TossPayment.safeParse({ ...body, ...wrong }).success).toBe(false);
  }
  const line = { transactionKey: "t", paymentKey: "k", orderId: "o", status: "DONE" };
  expect(Transactions.parse([{ ...line, amount: 1 }])).toEqual([line]);
  expect(Transactions.safeParse([line, { ...line, transactionKey: "" }]).success).toBe(false);
});
