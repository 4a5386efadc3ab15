/** What is read of a webhook of Toss: which payment to look up, and nothing that would be believed. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { secretDigest } from "./toss-payment.ts";
import { readTossWebhook } from "./toss-webhook.ts";

const changed = {
  eventType: "PAYMENT_STATUS_CHANGED",
  createdAt: "2026-11-30T00:00:00.000000",
  data: { orderId: "pay_1", status: "DONE", paymentKey: "forged", totalAmount: 1 },
};
const deposit = {
  createdAt: "2026-11-30T00:00:00.000000",
  secret: "ps_1",
  status: "DONE",
  transactionKey: "t_1",
  orderId: "pay_2",
};
const digest = (body: object) => createHash("sha256").update(JSON.stringify(body)).digest("hex");

describe("payments 23: a webhook is kept under one id", () => {
  test("that of its transmission", () => {
    for (const id of ["a", "tx-0001", "!~", "x".repeat(100)]) {
      expect(readTossWebhook(changed, id).id).toBe(id);
    }
  });

  test.each([undefined, "", " tx", "a b", "tx\n", "é", "x".repeat(101)])(
    "a transmission id %j names nothing: the body's digest does",
    (id) => {
      expect(readTossWebhook(changed, id).id).toBe(digest(changed));
    },
  );

  test("without a transmission another body is another webhook, and the same one the same", () => {
    const ids = [changed, { ...changed }, deposit, { ...deposit, status: "X" }, {}].map(
      (body) => readTossWebhook(body, undefined).id,
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("payments 24: of a body only what is to be looked up is kept", () => {
  test("a change of state names its payment in `data`", () => {
    expect(readTossWebhook(changed, "tx")).toEqual({
      id: "tx",
      paymentId: "pay_1",
      type: "PAYMENT_STATUS_CHANGED",
      status: "DONE",
      secretHash: null,
    });
  });

  test("a deposit's callback names it beside its secret, of which the digest is kept", () => {
    expect(readTossWebhook(deposit, "tx")).toEqual({
      id: "tx",
      paymentId: "pay_2",
      type: "DEPOSIT_CALLBACK",
      status: "DONE",
      secretHash: secretDigest("ps_1"),
    });
    expect(JSON.stringify(readTossWebhook(deposit, "tx"))).not.toContain("ps_1");
  });

  test("a deposit's callback is one with a secret and without a type; else `data` counts", () => {
    const both = { ...deposit, data: changed.data };
    expect(readTossWebhook(both, "tx")).toMatchObject({ paymentId: "pay_2", status: "DONE" });
    const typed = { ...both, eventType: "CANCEL_STATUS_CHANGED" };
    expect(readTossWebhook(typed, "tx")).toMatchObject({
      type: "CANCEL_STATUS_CHANGED",
      paymentId: "pay_1",
      secretHash: secretDigest("ps_1"),
    });
    for (const secret of [undefined, null]) {
      expect(readTossWebhook({ ...both, secret }, "tx")).toMatchObject({
        type: "",
        paymentId: "pay_1",
        secretHash: null,
      });
    }
  });

  test("an empty secret is a secret, and a wrong one: it is compared like any other", () => {
    expect(readTossWebhook({ ...deposit, secret: "" }, "tx")).toMatchObject({
      type: "DEPOSIT_CALLBACK",
      secretHash: secretDigest(""),
    });
  });
});

describe("payments 23: well-formed JSON of any kind is read", () => {
  const nothing = { id: "tx", paymentId: "", type: "", status: "", secretHash: null };

  test.each(
    [
      {},
      { data: null },
      { data: "pay_1" },
      { data: [] },
      { data: {} },
      { eventType: 7, orderId: "pay_1", status: "DONE" },
      { eventType: "x".repeat(61) },
      { data: { orderId: 7, status: {} } },
      { data: { orderId: "x".repeat(65), status: "x".repeat(41) } },
      { secret: 7 },
      { secret: "x".repeat(201), orderId: "pay_1" },
      { eventType: "a\u0000b", data: { orderId: "pay\u0000", status: "\ud800" } },
    ].map((body) => ({ body })),
  )("$body names no payment", ({ body }) => {
    expect(readTossWebhook(body, "tx")).toEqual(nothing);
  });

  test("what is of a wrong kind takes nothing else with it", () => {
    const odd = { ...changed, secret: {}, data: { ...changed.data, status: 1 } };
    expect(readTossWebhook(odd, "tx")).toEqual({
      ...nothing,
      paymentId: "pay_1",
      type: "PAYMENT_STATUS_CHANGED",
    });
    expect(readTossWebhook({ secret: "ps_1" }, "tx")).toEqual({
      ...nothing,
      type: "DEPOSIT_CALLBACK",
      secretHash: secretDigest("ps_1"),
    });
  });

  test("the longest texts that are kept", () => {
    const [eventType, orderId, status] = ["e".repeat(60), "o".repeat(64), "s".repeat(40)];
    expect(readTossWebhook({ eventType, data: { orderId, status } }, "tx")).toEqual({
      ...nothing,
      paymentId: orderId,
      type: eventType,
      status,
    });
    const secret = "x".repeat(200);
    expect(readTossWebhook({ secret }, "tx").secretHash).toBe(secretDigest(secret));
  });
});
