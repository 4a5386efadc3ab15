import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TEST_CARDS } from "@edgemart/contracts/test-cards";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { caller, newOrderId } from "../conformance.ts";
import { FAULT_KINDS, FAULT_ORDER, type FaultInput } from "../faults.ts";
import { pageAddress, type ShopperChoice, shopAtGateway } from "../shopper.ts";
import { type PaymentGateway, startPaymentGateway, TEST_KEYS } from "../start.ts";

let folder: string;
let gateway: PaymentGateway;
const start = (webhookUrl: string | null = null) =>
  startPaymentGateway({ port: 0, folder, webhookUrl });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-gateway-"));
  gateway = await start();
});
afterEach(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

const call: ReturnType<typeof caller> = (...input) =>
  caller({ url: gateway.url, secretKey: TEST_KEYS.secretKey })(...input);
const look = async (orderId: string) => (await call(`/v1/payments/orders/${orderId}`)).body;

async function authenticated(orderId: string, choice: ShopperChoice = {}, amount = 12_000) {
  const back = await shopAtGateway(
    pageAddress(gateway, { orderId, amount, method: choice.method }),
    choice,
  );
  return String(back.paymentKey);
}

async function confirmed(orderId: string, choice: ShopperChoice = {}, key?: string) {
  const paymentKey = await authenticated(orderId, choice);
  const headers: Record<string, string> = key ? { "idempotency-key": key } : {};
  const body = { paymentKey, orderId, amount: 12_000 };
  return { paymentKey, body, answer: await call("/v1/payments/confirm", body, headers) };
}

function control(path: string, json?: unknown, token = TEST_KEYS.controlToken) {
  return fetch(`${gateway.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(json),
  });
}
const arm = async (fault: FaultInput) => expect((await control("/faults", fault)).status).toBe(201);
const advance = async (advanceSeconds: number) =>
  expect((await control("/clock", { advanceSeconds })).status).toBe(200);

describe("payments 38: the journal", () => {
  test("keeps an acknowledged charge, its key's answer and the clock through kill -9", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "edgemart-gateway-"));
    const child = fork(join(import.meta.dirname, "gateway-process.ts"), [elsewhere]);
    const [url] = (await once(child, "message")) as [string];
    const orderId = newOrderId();
    const at = { url, keys: TEST_KEYS };
    const back = await shopAtGateway(pageAddress(at, { orderId, amount: 700 }));
    const confirm = { paymentKey: back.paymentKey, orderId, amount: 700 };
    const key = { "idempotency-key": "confirm:1" };
    const before = caller({ url, secretKey: TEST_KEYS.secretKey });
    const paid = await before("/v1/payments/confirm", confirm, key);
    child.kill("SIGKILL");
    await once(child, "exit");
    const again = await startPaymentGateway({ port: 0, folder: elsewhere, webhookUrl: null });
    try {
      const callAgain = caller({ url: again.url, secretKey: TEST_KEYS.secretKey });
      const found = await callAgain(`/v1/payments/orders/${orderId}`);
      expect(found.body).toMatchObject({ status: "DONE", totalAmount: 700 });
      expect(await callAgain("/v1/payments/confirm", confirm, key)).toEqual(paid);
    } finally {
      await again.stop();
      await rm(elsewhere, { recursive: true });
    }
  });
});

describe("payments 39: times", () => {
  test("an authenticated payment waits 10 minutes for its confirm", async () => {
    const orderId = newOrderId();
    const paymentKey = await authenticated(orderId);
    await advance(601);
    const confirm = await call("/v1/payments/confirm", { paymentKey, orderId, amount: 12_000 });
    expect([confirm.status, confirm.body.code]).toEqual([404, "NOT_FOUND_PAYMENT_SESSION"]);
    expect((await call(`/v1/payments/${paymentKey}`)).body.status).toBe("EXPIRED");
  });

  test("a page waits 30 minutes for its shopper", async () => {
    const opened = await fetch(pageAddress(gateway, { orderId: newOrderId(), amount: 500 }));
    await advance(1_801);
    const closed = await fetch(opened.url, {
      method: "POST",
      body: new URLSearchParams({ outcome: "pay" }),
      redirect: "manual",
    });
    expect([opened.status, closed.status]).toEqual([200, 410]);
  });

  test("a key is forgotten after 15 days", async () => {
    const { body } = await confirmed(newOrderId(), {}, "k");
    await advance(15 * 86_400 + 1);
    const again = await call("/v1/payments/confirm", body, { "idempotency-key": "k" });
    expect(again.body.code).toBe("ALREADY_PROCESSED_PAYMENT");
  });

  test("of two calls with one key at once the second is told to wait", async () => {
    await arm({ match: { next: 1 }, kind: "slow", value: 300 });
    const orderId = newOrderId();
    const confirm = { paymentKey: await authenticated(orderId), orderId, amount: 12_000 };
    const once = () => call("/v1/payments/confirm", confirm, { "idempotency-key": "same" });
    const answers = await Promise.all([once(), once()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await once()).status).toBe(200);
  });
});

describe("payments 39: virtual accounts", () => {
  test("a deposit pays, taking it back waits again, and only with an account it is refunded", async () => {
    const orderId = newOrderId();
    const { paymentKey, answer } = await confirmed(orderId, { method: "virtual_account" });
    expect(answer.body).toMatchObject({ status: "WAITING_FOR_DEPOSIT", approvedAt: null });
    const move = (move: string) => control("/bank/moves", { orderId, move });
    expect((await move("deposit")).status).toBe(204);
    expect(await look(orderId)).toMatchObject({ status: "DONE" });
    expect((await move("take_back")).status).toBe(204);
    expect(await look(orderId)).toMatchObject({ status: "WAITING_FOR_DEPOSIT" });
    expect((await move("take_back")).status).toBe(409);
    await move("deposit");
    const cancel = (account?: object) =>
      call(`/v1/payments/${paymentKey}/cancel`, {
        cancelReason: "back",
        ...(account && { refundReceiveAccount: account }),
      });
    const holder = { bank: "20", accountNumber: "1002123456789", holderName: "김테스트" };
    expect((await cancel()).body.code).toBe("INVALID_REFUND_ACCOUNT_INFO");
    expect((await cancel({ ...holder, bank: "99" })).body.code).toBe("INVALID_BANK");
    const wrong = { ...holder, accountNumber: "12-34" };
    expect((await cancel(wrong)).body.code).toBe("INVALID_REFUND_ACCOUNT_NUMBER");
    expect((await cancel(holder)).body).toMatchObject({
      status: "CANCELED",
      virtualAccount: { refundStatus: "PENDING" },
    });
    await advance(2 * 86_400);
    expect(await look(orderId)).toMatchObject({ virtualAccount: { refundStatus: "COMPLETED" } });
  });

  test("past its date no deposit is taken", async () => {
    const orderId = newOrderId();
    await confirmed(orderId, { method: "virtual_account" });
    await advance(86_400 + 1);
    expect((await control("/bank/moves", { orderId, move: "deposit" })).status).toBe(409);
    expect(await look(orderId)).toMatchObject({
      status: "WAITING_FOR_DEPOSIT",
      virtualAccount: { expired: true },
    });
  });
});

describe("payments 40: the page", () => {
  test("a decline goes back with code and order id, a cancel without the id", async () => {
    const order = () => pageAddress(gateway, { orderId: newOrderId(), amount: 900 });
    const declined = await shopAtGateway(order(), { outcome: "decline" });
    expect(declined).toMatchObject({ code: "REJECT_CARD_COMPANY" });
    expect(declined.orderId).toMatch(/^pay_/);
    const cancelled = await shopAtGateway(order(), { outcome: "cancel" });
    expect(cancelled).toMatchObject({ code: "PAY_PROCESS_CANCELED" });
    expect(cancelled.orderId).toBeUndefined();
  });

  test.each([
    ["successUrl", "https://evil.example/"],
    ["failUrl", "http://localhost.evil.example/"],
    ["failUrl", "javascript:alert(1)"],
    ["clientKey", "test_ck_other"],
    ["amount", "-1"],
    ["currency", "XXX"],
  ])("an address with another %s is refused: %s", async (name, value) => {
    const url = new URL(pageAddress(gateway, { orderId: newOrderId(), amount: 900 }));
    url.searchParams.set(name, value);
    expect((await fetch(url, { redirect: "manual" })).status).toBe(400);
  });

  test("names of a shopper stay text, and nothing runs", async () => {
    const address = pageAddress(gateway, {
      orderId: newOrderId(),
      amount: 900,
      orderName: "<script>alert(1)</script>",
    });
    const page = await fetch(address);
    const text = await page.text();
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toMatch(/<script| on[a-z]+="/);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none';/);
  });

  test("only this machine's names are answered", async () => {
    const { port } = gateway;
    const { request } = await import("node:http");
    const [answer] = await once(
      request({ port, host: "127.0.0.1", headers: { host: "evil.example" } }).end(),
      "response",
    );
    expect(answer.statusCode).toBe(421);
    answer.resume();
  });

  test("a form without the page's token moves nothing", async () => {
    const orderId = newOrderId();
    const { paymentKey } = await confirmed(orderId, { method: "virtual_account" });
    const body = new URLSearchParams({ paymentKey, move: "deposit" });
    expect((await fetch(`${gateway.url}/bank`, { method: "POST", body })).status).toBe(403);
    expect((await control("/faults", {}, "wrong")).status).toBe(401);
    expect(await look(orderId)).toMatchObject({ status: "WAITING_FOR_DEPOSIT" });
  });
});

describe("payments 6: the six test cards", () => {
  test.each([
    ["approved", 200, undefined, "DONE"],
    ["declined", 403, "REJECT_CARD_COMPANY", undefined],
    ["limit_exceeded", 403, "REJECT_CARD_PAYMENT", undefined],
    ["card_expired", 400, "INVALID_CARD_EXPIRATION", undefined],
    ["card_stopped", 400, "INVALID_STOPPED_CARD", undefined],
    ["approved_without_answer", 500, "FAILED_INTERNAL_SYSTEM_PROCESSING", "DONE"],
  ] as const)("%s, typed in or chosen on the page", async (outcome, status, code, found) => {
    const typed = newOrderId();
    const card = TEST_CARDS.find((each) => each.outcome === outcome);
    const keyIn = await call("/v1/payments/key-in", {
      orderId: typed,
      orderName: "Mug",
      amount: 12_000,
      cardNumber: card?.number,
    });
    const chosen = newOrderId();
    const { answer } = await confirmed(chosen, { card: outcome });
    for (const each of [keyIn, answer])
      expect([each.status, each.body.code]).toEqual([status, code]);
    for (const orderId of [typed, chosen]) expect((await look(orderId)).status).toBe(found);
  });

  test("no other number is taken, and no digits are kept", async () => {
    const orderId = newOrderId();
    const keyIn = (cardNumber: string) =>
      call("/v1/payments/key-in", { orderId, orderName: "Mug", amount: 500, cardNumber });
    expect((await keyIn("4111111111111111")).body.code).toBe("INVALID_CARD_NUMBER");
    expect((await keyIn("4242 4242 4242 4242")).body).toMatchObject({
      card: { number: "42424242****424*" },
    });
    const { readFile } = await import("node:fs/promises");
    const journal = await readFile(join(folder, "journal.jsonl"), "utf8");
    expect(journal).not.toMatch(/4242424242424242|4242 4242|4111111111111111/);
  });
});

describe("payments 41: faults", () => {
  const confirmOnce = async (fault: FaultInput) => {
    const orderId = newOrderId();
    const body = { paymentKey: await authenticated(orderId), orderId, amount: 12_000 };
    await arm({ ...fault, match: orderId });
    const confirm = () =>
      call("/v1/payments/confirm", body, { "idempotency-key": `confirm:${orderId}` });
    const first = await confirm().catch(() => ({ status: 0, body: {} as Record<string, unknown> }));
    const then = await look(orderId);
    return { orderId, first, then, confirm, body };
  };
  const next = { match: { next: 1 } } as const;

  test.each([
    ["timeout_before", 0, 0, undefined],
    ["timeout_after", 0, 0, "DONE"],
    ["500_before", undefined, 500, undefined],
    ["500_after", undefined, 500, "DONE"],
    ["429", undefined, 429, undefined],
    ["already_processed", undefined, 400, "DONE"],
    ["slow", 10, 200, "DONE"],
  ] as const)(
    "%s: the call is answered so, and the truth is so; the same key ends it",
    async (kind, value, status, truth) => {
      const { first, then, confirm } = await confirmOnce({ ...next, kind, value });
      expect([first.status, then.status]).toEqual([status, truth]);
      const again = await confirm();
      expect(again.status).toBe(kind === "already_processed" ? 400 : 200);
    },
  );

  test.each(["html", "truncated"])(
    "garbage (%s) is no JSON, and the money is taken",
    async (value) => {
      const { first, then } = await confirmOnce({ ...next, kind: "garbage", value });
      expect([first.status, then.status]).toEqual([0, "DONE"]);
    },
  );

  test("garbage (huge) is 10 MB", async () => {
    const { first } = await confirmOnce({ ...next, kind: "garbage", value: "huge" });
    expect(String(first.body.filler).length).toBe(10_000_000);
  });

  test("500_before stored is repeated under the key, another key goes through", async () => {
    const fault = { ...next, kind: "500_before", value: "stored" } as const;
    const { confirm, body } = await confirmOnce(fault);
    expect((await confirm()).status).toBe(500);
    const other = await call("/v1/payments/confirm", body, { "idempotency-key": "c2" });
    expect(other.status).toBe(200);
  });

  test("another amount, currency or order is what the gateway really did", async () => {
    const more = await confirmOnce({ ...next, kind: "amount_mismatch", value: 5 });
    expect(more.then).toMatchObject({ status: "DONE", totalAmount: 12_005 });
    const dollars = await confirmOnce({ ...next, kind: "currency_mismatch" });
    expect(dollars.then).toMatchObject({ status: "DONE", currency: "USD" });
    const other = await confirmOnce({ ...next, kind: "order_mismatch" });
    expect(other.then.code).toBe("NOT_FOUND_PAYMENT");
    expect(other.first.body.orderId).toBe(`other_${other.orderId}`);
  });

  test("a cancellation is refused, or done with its answer lost", async () => {
    const orderId = newOrderId();
    const { paymentKey } = await confirmed(orderId);
    const cancel = () =>
      call(`/v1/payments/${paymentKey}/cancel`, { cancelReason: "x" }, { "idempotency-key": "r" });
    await arm({ match: orderId, kind: "cancel_timeout_after", value: 0 });
    await expect(cancel()).rejects.toThrow();
    expect((await look(orderId)).status).toBe("CANCELED");
    expect((await cancel()).body).toMatchObject({ status: "CANCELED", cancels: [{}] });
    const second = newOrderId();
    const other = await confirmed(second);
    await arm({ match: second, kind: "cancel_refused" });
    const refused = await call(`/v1/payments/${other.paymentKey}/cancel`, { cancelReason: "x" });
    expect(refused.body.code).toBe("REFUND_REJECTED");
    expect((await look(second)).status).toBe("DONE");
  });

  test("next n meets n calls of whichever order, then none", async () => {
    await arm({ match: { next: 2 }, kind: "500_before" });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await confirmed(newOrderId())).answer.status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  test("a deposit is taken back at once", async () => {
    const orderId = newOrderId();
    await confirmed(orderId, { method: "virtual_account" });
    await arm({ match: orderId, kind: "deposit_reversed" });
    await control("/bank/moves", { orderId, move: "deposit" });
    expect(await look(orderId)).toMatchObject({ status: "WAITING_FOR_DEPOSIT" });
  });

  test("any two at once: one order is charged once at most, and the same key tells the truth in the end", async () => {
    const kinds = FAULT_ORDER.filter((kind) => ["call", "confirm"].includes(FAULT_KINDS[kind]));
    const pairs = kinds.flatMap((one, i) =>
      kinds.slice(i + 1).map((other) => [one, other] as const),
    );
    expect(pairs.length).toBeGreaterThan(50);
    for (const pair of pairs) {
      const orderId = newOrderId();
      const body = { paymentKey: await authenticated(orderId), orderId, amount: 12_000 };
      for (const kind of pair) await arm({ match: orderId, kind, value: kind === "slow" ? 1 : 0 });
      const statuses: number[] = [];
      for (let tries = 0; tries < 4; tries += 1) {
        const answer = await call("/v1/payments/confirm", body, {
          "idempotency-key": orderId,
        }).catch(() => ({ status: 0 }));
        statuses.push(answer.status);
      }
      const truth = (await call(`/v1/payments/${body.paymentKey}`)).body;
      expect([truth.status, truth.cancels], pair.join()).toEqual(["DONE", null]);
      const isHidden = pair.includes("already_processed");
      expect(statuses.at(-1), pair.join()).toBe(isHidden ? 400 : 200);
    }
    const movements = await caller({ url: gateway.url, secretKey: TEST_KEYS.secretKey })(
      "/v1/transactions?startDate=2020-01-01T00:00:00&endDate=2099-01-01T00:00:00&limit=5000",
    );
    expect(movements.body).toHaveLength(pairs.length);
  });

  test("the pages offer every kind", () => {
    expect([...FAULT_ORDER].sort()).toEqual(Object.keys(FAULT_KINDS).sort());
  });

  test("an unknown kind is refused", async () => {
    expect((await control("/faults", { match: "x", kind: "nonsense" })).status).toBe(422);
  });
});

interface Heard {
  id: string;
  retried: string;
  status: string;
  secret?: string;
}

describe("payments 39, 41: webhooks", () => {
  let heard: Heard[];
  let answers: number[];
  let shop: ReturnType<typeof createServer>;
  beforeEach(async () => {
    heard = [];
    answers = [];
    shop = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += chunk));
      request.on("end", () => {
        const header = (name: string) =>
          String(request.headers[`tosspayments-webhook-transmission-${name}`]);
        const body = JSON.parse(text);
        heard.push({
          id: header("id"),
          retried: header("retried-count"),
          status: body.data?.status ?? body.status,
          secret: body.secret,
        });
        response.writeHead(answers.shift() ?? 200).end();
      });
    });
    shop.listen(0, "127.0.0.1");
    await once(shop, "listening");
    const { port } = shop.address() as AddressInfo;
    gateway.sendWebhooksTo(`http://127.0.0.1:${port}/`);
  });
  afterEach(() => new Promise((resolve) => shop.close(resolve)));
  const statuses = () => heard.map(({ status }) => status);

  test("a status change is told once", async () => {
    await confirmed(newOrderId());
    await expect.poll(statuses).toEqual(["DONE"]);
    await gateway.webhooksIdle();
    expect(heard[0]).toMatchObject({ retried: "0" });
  });

  test("without a 200 it comes 7 times more, after 1 to 4096 minutes, under one id", async () => {
    answers = Array.from({ length: 8 }, () => 500);
    await confirmed(newOrderId());
    const minutes = [1, 4, 16, 64, 256, 1_024, 4_096];
    for (const [index, wait] of minutes.entries()) {
      await expect.poll(() => heard.length).toBe(index + 1);
      await gateway.webhooksIdle();
      await advance(wait * 60 - 5);
      expect(heard).toHaveLength(index + 1);
      await advance(5);
    }
    await expect.poll(() => heard.length).toBe(8);
    await gateway.webhooksIdle();
    await advance(10 * 86_400);
    await gateway.webhooksIdle();
    expect(heard.map(({ retried }) => Number(retried))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
  });

  test("a deposit is told twice, once with the account's secret", async () => {
    const orderId = newOrderId();
    const { answer } = await confirmed(orderId, { method: "virtual_account" });
    await control("/bank/moves", { orderId, move: "deposit" });
    await expect.poll(() => statuses().sort()).toEqual(["DONE", "DONE", "WAITING_FOR_DEPOSIT"]);
    const secrets = heard.flatMap(({ status, secret }) => (status === "DONE" ? [secret] : []));
    expect(secrets).toContain(answer.body.secret);
  });

  test("faults drop, double, delay, reorder and forge them", async () => {
    const withFault = async (kind: FaultInput["kind"], value?: number) => {
      heard.length = 0;
      const orderId = newOrderId();
      await arm({ match: orderId, kind, value });
      const { paymentKey } = await confirmed(orderId);
      return { cancel: () => call(`/v1/payments/${paymentKey}/cancel`, { cancelReason: "x" }) };
    };
    await withFault("webhook_duplicate", 2);
    await expect.poll(statuses).toEqual(["DONE", "DONE", "DONE"]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
    await gateway.webhooksIdle();
    await withFault("webhook_drop");
    await gateway.webhooksIdle();
    expect(heard).toEqual([]);
    await withFault("webhook_late", 60);
    await gateway.webhooksIdle();
    expect(heard).toEqual([]);
    await advance(61);
    await expect.poll(statuses).toEqual(["DONE"]);
    await gateway.webhooksIdle();
    const { cancel } = await withFault("webhook_reorder");
    await gateway.webhooksIdle();
    expect(heard).toEqual([]);
    await fetch(`${gateway.url}/faults`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${TEST_KEYS.controlToken}` },
    });
    await cancel();
    await expect.poll(statuses).toEqual(["CANCELED", "DONE"]);
    await gateway.webhooksIdle();
    await withFault("webhook_forged");
    await expect.poll(() => statuses().sort()).toEqual(["CANCELED", "DONE"]);
  });

  test("one that a killed gateway left is sent by the next", async () => {
    gateway.sendWebhooksTo(null);
    await confirmed(newOrderId());
    await gateway.stop();
    const { port } = shop.address() as AddressInfo;
    gateway = await start(`http://127.0.0.1:${port}/`);
    await expect.poll(statuses).toEqual(["DONE"]);
    await gateway.webhooksIdle();
  });
});
