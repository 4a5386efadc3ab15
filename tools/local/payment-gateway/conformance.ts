/**
 * What every gateway that speaks Toss's HTTP API must answer: one suite, run on the local one and, with a key, on Toss's test
 * environment. It knows the API alone, no adapter. @see specs/payments.md 42
 */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";

/** A gateway under test. */
export interface ConformanceTarget {
  url: string;
  secretKey: string;
  /** Lets a shopper authenticate a payment on the page; null where that needs a person. */
  authenticate: ((order: { orderId: string; amount: number }) => Promise<string>) | null;
}

/** Makes an order id as ours are. */
export function newOrderId(): string {
  return `pay_${randomUUID().replaceAll("-", "").slice(0, 26)}`;
}

/** Calls an API of Toss's form. */
export function caller({ url, secretKey }: Pick<ConformanceTarget, "url" | "secretKey">) {
  return async (
    path: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown> & { code?: string } }> => {
    const answer = await fetch(`${url}${path}`, {
      method: json === undefined ? "GET" : "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`,
        ...(json !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    // Guarantee of the cast: the API answers with objects; a list is read by its own test.
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
}

const account = (orderId: string, amount = 5_000) => ({
  orderId,
  amount,
  orderName: "Linen shirt",
  customerName: "김테스트",
  bank: "20",
  validHours: 24,
});

/** Declares the suite's tests. */
export function gatewayConformance(target: () => ConformanceTarget): void {
  const call = (...input: Parameters<ReturnType<typeof caller>>) => caller(target())(...input);

  test("a call without a known key is refused, whatever it asks", async () => {
    const path = "/v1/payments/orders/pay_nothing_is_here";
    const with_ = (authorization: string) => call(path, undefined, { authorization });
    const wrong = `Basic ${Buffer.from("test_sk_of_no_one:").toString("base64")}`;
    expect(await with_(wrong)).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED_KEY" } });
    const bare = `Basic ${Buffer.from(target().secretKey).toString("base64")}`;
    const { status, body } = await with_(bare);
    expect([status, body.code]).toEqual([403, "INCORRECT_BASIC_AUTH_FORMAT"]);
  });

  test("what does not exist is 404 with code and message", async () => {
    for (const path of [`/v1/payments/${randomUUID()}`, `/v1/payments/orders/${newOrderId()}`]) {
      const { status, body } = await call(path);
      expect([status, body.code, typeof body.message]).toEqual([
        ...[404, "NOT_FOUND_PAYMENT", "string"],
      ]);
    }
    const confirm = { paymentKey: randomUUID(), orderId: newOrderId(), amount: 1_000 };
    expect((await call("/v1/payments/confirm", confirm)).status).toBe(404);
  });

  test("messages are Korean, and English where that is asked for", async () => {
    const path = `/v1/payments/${randomUUID()}`;
    const korean = await call(path);
    const english = await call(path, undefined, { "accept-language": "en-US" });
    expect(korean.body.message).not.toBe(english.body.message);
    expect(english.body.code).toBe(korean.body.code);
  });

  test("an account is issued, found by key and by order id, and given up in full alone", async () => {
    const orderId = newOrderId();
    const issued = await call("/v1/virtual-accounts", account(orderId));
    expect(issued).toMatchObject({
      status: 200,
      body: {
        orderId,
        status: "WAITING_FOR_DEPOSIT",
        totalAmount: 5_000,
        balanceAmount: 5_000,
        currency: "KRW",
        method: "가상계좌",
        approvedAt: null,
        cancels: null,
        secret: expect.any(String),
        virtualAccount: { bankCode: "20", expired: false, refundStatus: "NONE" },
      },
    });
    const key = String(issued.body.paymentKey);
    for (const path of [`/v1/payments/${key}`, `/v1/payments/orders/${orderId}`]) {
      const found = await call(path);
      expect(found).toMatchObject({ status: 200, body: { paymentKey: key, orderId } });
    }
    const part = { cancelReason: "part", cancelAmount: 1_000 };
    expect(await call(`/v1/payments/${key}/cancel`, part)).toMatchObject({
      status: 403,
      body: { code: "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT" },
    });
    const full = await call(`/v1/payments/${key}/cancel`, { cancelReason: "changed my mind" });
    expect(full).toMatchObject({
      status: 200,
      body: {
        status: "CANCELED",
        balanceAmount: 0,
        cancels: [{ cancelAmount: 5_000, cancelReason: "changed my mind", cancelStatus: "DONE" }],
      },
    });
    expect(await call(`/v1/payments/${key}/cancel`, { cancelReason: "again" })).toMatchObject({
      status: 400,
      body: { code: "ALREADY_CANCELED_PAYMENT" },
    });
  });

  test("an order id is used once", async () => {
    const orderId = newOrderId();
    await call("/v1/virtual-accounts", account(orderId));
    expect(await call("/v1/virtual-accounts", account(orderId))).toMatchObject({
      status: 400,
      body: { code: "DUPLICATED_ORDER_ID" },
    });
  });

  test("a key repeats the first answer, also to another body; without it the call is made", async () => {
    const key = { "idempotency-key": randomUUID() };
    const orderId = newOrderId();
    const first = await call("/v1/virtual-accounts", account(orderId), key);
    const again = await call("/v1/virtual-accounts", account(newOrderId(), 9_000), key);
    expect(first.status).toBe(200);
    expect(again).toEqual(first);
  });

  test("a refusal is repeated under its key as well", async () => {
    const key = { "idempotency-key": randomUUID() };
    const confirm = { paymentKey: randomUUID(), orderId: newOrderId(), amount: 1_000 };
    const first = await call("/v1/payments/confirm", confirm, key);
    expect(await call("/v1/payments/confirm", confirm, key)).toEqual(first);
  });

  test("a key of more than 300 characters is refused", async () => {
    const key = { "idempotency-key": "k".repeat(301) };
    expect(await call("/v1/virtual-accounts", account(newOrderId()), key)).toMatchObject({
      status: 400,
      body: { code: "INVALID_IDEMPOTENCY_KEY" },
    });
  });

  test("an error that is asked for by its header is answered", async () => {
    const confirm = { paymentKey: randomUUID(), orderId: newOrderId(), amount: 1_000 };
    const header = { "tosspayments-test-code": "REJECT_CARD_PAYMENT" };
    const { status, body } = await call("/v1/payments/confirm", confirm, header);
    expect([status, body.code]).toEqual([403, "REJECT_CARD_PAYMENT"]);
  });

  test("movements of a time are listed, each with its own key", async () => {
    const orderId = newOrderId();
    const issued = await call("/v1/virtual-accounts", account(orderId));
    await call(`/v1/payments/${issued.body.paymentKey}/cancel`, { cancelReason: "list" });
    const day = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 19);
    const query = new URLSearchParams({
      startDate: day(Date.now() - 3_600_000),
      endDate: day(Date.now() + 3_600_000),
      limit: "5000",
    });
    const { status, body } = await call(`/v1/transactions?${query}`);
    expect(status).toBe(200);
    // Guarantee of the cast: this address answers with a list.
    const listed = body as unknown as { orderId: string; transactionKey: string }[];
    const keys = listed.flatMap((each) => (each.orderId === orderId ? [each.transactionKey] : []));
    expect(keys.length).toBeGreaterThanOrEqual(1);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("an authenticated payment is confirmed once, for its own amount and order", async () => {
    const { authenticate } = target();
    if (!authenticate) return;
    const [orderId, amount] = [newOrderId(), 12_000];
    const paymentKey = await authenticate({ orderId, amount });
    const waiting = await call(`/v1/payments/orders/${orderId}`);
    expect(waiting.status).toBe(404);
    const confirm = (changed = {}) =>
      call("/v1/payments/confirm", { paymentKey, orderId, amount, ...changed });
    for (const wrong of [{ amount: 1 }, { orderId: newOrderId() }]) {
      expect((await confirm(wrong)).status).toBeGreaterThanOrEqual(400);
    }
    const paid = await confirm();
    expect(paid).toMatchObject({
      status: 200,
      body: { status: "DONE", orderId, totalAmount: amount, currency: "KRW", method: "카드" },
    });
    expect(paid.body.approvedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
    expect(await confirm()).toMatchObject({
      status: 400,
      body: { code: "ALREADY_PROCESSED_PAYMENT" },
    });
    expect(await call(`/v1/payments/orders/${orderId}`)).toEqual({ ...paid, status: 200 });
  });

  test("parts are cancelled while the balance is as the caller knows it", async () => {
    const { authenticate } = target();
    if (!authenticate) return;
    const [orderId, amount] = [newOrderId(), 10_000];
    const paymentKey = await authenticate({ orderId, amount });
    await call("/v1/payments/confirm", { paymentKey, orderId, amount });
    const cancel = (cancelAmount: number, refundableAmount: number) =>
      call(`/v1/payments/${paymentKey}/cancel`, {
        cancelReason: `part of ${cancelAmount}`,
        cancelAmount,
        refundableAmount,
      });
    expect((await cancel(3_000, 10_000)).body).toMatchObject({
      status: "PARTIAL_CANCELED",
      balanceAmount: 7_000,
    });
    expect((await cancel(3_000, 10_000)).body.code).toBe("NOT_MATCHES_REFUNDABLE_AMOUNT");
    expect((await cancel(8_000, 7_000)).body.code).toBe("NOT_CANCELABLE_AMOUNT");
    const last = await cancel(7_000, 7_000);
    expect(last.body).toMatchObject({ balanceAmount: 0, cancels: [{}, { cancelAmount: 7_000 }] });
    expect((await cancel(1, 0)).body.code).toBe("NOT_CANCELABLE_AMOUNT");
  });
}
