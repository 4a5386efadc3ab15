/** What owners may ask: types vanish between Workers, so what does not fit is refused before anything is written. */
import { describe, expect, test } from "vitest";
import { ACCOUNT, IDS } from "../../test/rows.ts";
import { SAGA_INPUT } from "./saga-inputs.ts";

const refundAccount = { ...ACCOUNT, accountNumber: "1002345678901" };
const paymentId = IDS.payment;
const reference = IDS.order;
const open = {
  purpose: "order",
  paymentId,
  reference,
  attempt: 1,
  memberId: IDS.member,
  currency: "KRW",
  totalMinor: 24_000,
  cardMinor: 20_000,
  pointAmount: 4_000,
  orderName: "Linen shirt",
  customer: { name: "김민아", email: "mina@example.com", phone: null },
  locale: "ko",
  instrument: "virtual_account",
  cashReceipt: { purpose: "none" },
  bank: "88",
  returnPath: "/checkout",
  readySeconds: 1_200,
};

/** A question of each verb that is taken as it is. */
const ASKED: Record<keyof typeof SAGA_INPUT, Record<string, unknown>> = {
  open,
  confirm: { purpose: "order", paymentId, paymentKey: "key_1-A", amountMinor: 24_000 },
  keyIn: { purpose: "order", paymentId, amountMinor: 24_000, cardNumber: "4242 4242 4242 4242" },
  abandon: { purpose: "order", paymentId, reference, attempt: 1, why: "another split" },
  look: { purpose: "reservation", paymentIds: [paymentId] },
  refund: {
    purpose: "order",
    refundId: IDS.refund,
    paymentId,
    cardMinor: 1_000,
    pointAmount: 0,
    why: "too large",
    account: refundAccount,
  },
  refundsOf: { purpose: "order", refundIds: [IDS.refund] },
  settled: { purpose: "order", since: "2026-11-30T09:00:00+09:00", cursor: null },
  timeline: { purpose: "reservation", reference: IDS.reservation },
};
/** What a verb may be asked without. */
const OPTIONAL = ["bank", "account"];
const VERBS = Object.keys(SAGA_INPUT) as (keyof typeof SAGA_INPUT)[];

const isTaken = (verb: keyof typeof SAGA_INPUT, changed: object) =>
  SAGA_INPUT[verb].safeParse({ ...ASKED[verb], ...changed }).success;
const VALUES = ["", "x", -1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER, null, [], {}, true];

describe("payments 11: what each verb is asked", () => {
  test.each(VERBS)("%s is taken as it was sent", (verb) => {
    expect(SAGA_INPUT[verb].parse(ASKED[verb])).toEqual(ASKED[verb]);
  });

  test.each(VERBS)("%s is refused without any of its fields", (verb) => {
    for (const field of Object.keys(ASKED[verb])) {
      expect(isTaken(verb, { [field]: undefined }), field).toBe(OPTIONAL.includes(field));
    }
  });

  test.each(VERBS)("%s names one of those who sell: a point charge is no owner's", (verb) => {
    expect(isTaken(verb, { purpose: "reservation" })).toBe(true);
    for (const purpose of ["point_charge", "", null])
      expect(isTaken(verb, { purpose })).toBe(false);
  });

  test.each(VERBS)("%s takes ids of their own kind alone", (verb) => {
    for (const field of ["paymentId", "refundId", "reference"]) {
      if (!(field in ASKED[verb])) continue;
      for (const id of [...VALUES, IDS.member, `${ASKED[verb][field]}0`, "ord_1", "rsv_"]) {
        expect(isTaken(verb, { [field]: id }), `${field} ${id}`).toBe(false);
      }
    }
  });

  test("a key of the gateway may be left to the row, else it is one", () => {
    expect(isTaken("confirm", { paymentKey: null })).toBe(true);
    expect(isTaken("confirm", { paymentKey: "x".repeat(200) })).toBe(true);
    for (const paymentKey of ["", "x".repeat(201), "a/b", "a b", "../x", "키", 7]) {
      expect(isTaken("confirm", { paymentKey }), `${paymentKey}`).toBe(false);
    }
  });

  test("READY lasts 20 minutes at most, and an order has a few attempts", () => {
    for (const readySeconds of [1, 1_200]) expect(isTaken("open", { readySeconds })).toBe(true);
    for (const readySeconds of [0, 1_201, 1.5])
      expect(isTaken("open", { readySeconds })).toBe(false);
    for (const verb of ["open", "abandon"] as const) {
      for (const attempt of [0, 1_001, 1.5]) expect(isTaken(verb, { attempt })).toBe(false);
    }
  });

  test("texts have their bounds, and a refund's account all its parts", () => {
    expect(isTaken("open", { orderName: "" })).toBe(false);
    expect(isTaken("open", { orderName: "x".repeat(101) })).toBe(false);
    expect(isTaken("open", { bank: "8" })).toBe(false);
    expect(isTaken("abandon", { why: "x".repeat(301) })).toBe(false);
    expect(isTaken("refund", { why: "x".repeat(501) })).toBe(false);
    expect(isTaken("refund", { account: ACCOUNT })).toBe(false);
    expect(isTaken("settled", { since: "2026-11-30" })).toBe(false);
    expect(isTaken("settled", { cursor: "x".repeat(513) })).toBe(false);
  });
});

describe("payments 2, 43.26: amounts are minor units, integers, and exact in every sum", () => {
  const AMOUNTS = [
    ["open", "totalMinor"],
    ["open", "cardMinor"],
    ["open", "pointAmount"],
    ["confirm", "amountMinor"],
    ["keyIn", "amountMinor"],
    ["refund", "cardMinor"],
    ["refund", "pointAmount"],
  ] as const;

  test.each(AMOUNTS)("%s takes no %s that is none", (verb, field) => {
    for (const amount of [...VALUES, 2 ** 53, 1_000_000_000_001, "1000"]) {
      expect(isTaken(verb, { [field]: amount }), `${amount}`).toBe(false);
    }
  });

  test.each([
    [24_000, 24_000, 0, true],
    [24_000, 0, 24_000, true],
    [0, 0, 0, true],
    [1_000_000_000_000, 1_000_000_000_000, 0, true],
    [24_000, 20_000, 3_999, false],
    [24_000, 20_000, 4_001, false],
    [24_000, 24_000, 24_000, false],
  ])(
    "a total of %i is %i by card and %i points: %s",
    (totalMinor, cardMinor, pointAmount, fits) => {
      expect(isTaken("open", { totalMinor, cardMinor, pointAmount })).toBe(fits);
    },
  );

  test("a total that is not its parts is refused at the total", () => {
    const refused = SAGA_INPUT.open.safeParse({ ...open, totalMinor: 1 });
    expect(refused.error?.issues.map(({ path }) => path)).toEqual([["totalMinor"]]);
  });
});
