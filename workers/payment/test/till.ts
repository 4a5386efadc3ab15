/** A till for tests: payment's own verbs and adapters on a real PostgreSQL, and the local payment gateway behind a tap. */
import { rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { OpenInput } from "@edgemart/contracts/payment-saga";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import type { FaultInput } from "../../../tools/local/payment-gateway/faults.ts";
import { type ShopperChoice, shopAtGateway } from "../../../tools/local/payment-gateway/shopper.ts";
import {
  type PaymentGateway,
  startPaymentGateway,
} from "../../../tools/local/payment-gateway/start.ts";
import { depsOf } from "../src/deps.ts";
import { readPaymentConfig } from "../src/env.ts";
import type { Work } from "../src/ports/deps.ts";

/** Longest wait for the gateway here, in milliseconds. */
const GATEWAY_MS = 3_000;

export interface Till {
  database: TestDatabase;
  gateway: PaymentGateway;
  env: Record<string, unknown>;
  sign: Awaited<ReturnType<typeof tokenSigner>>["sign"];
  /** Method and path of each call to the gateway's API, in order. */
  calls: string[];
  /** What went to the queue of orders. */
  sent: Record<string, unknown>[];
  /** The Worker's dependencies, as one request has them. */
  work(): Work;
  /** Waits for everything that was left for after the answer. */
  settled(): Promise<void>;
  fault(input: FaultInput): Promise<void>;
  clearFaults(): Promise<void>;
  /** Deposits into an account, or takes it back. */
  bank(orderId: string, move: "deposit" | "take_back"): Promise<void>;
  advance(seconds: number): Promise<void>;
  /** What the gateway itself knows of an order id: state and money it holds. */
  atGateway(orderId: string): Promise<{ status: string; balanceAmount: number } | null>;
  row(paymentId: string): Promise<Record<string, unknown>>;
  /** Makes the wait of a payment over. */
  makeDue(paymentId: string): Promise<void>;
  /** Makes the waits of these payments' refunds over. */
  makeRefundsDue(paymentIds: readonly string[]): Promise<void>;
  /** Lets eleven minutes pass for what is being confirmed. */
  letTimePass(paymentIds: readonly string[]): Promise<void>;
  /** Tells whether one of these payments, or a refund of one, has not ended. */
  isOwed(paymentIds: readonly string[]): Promise<boolean>;
  /** Makes what was asked of the gateway long ago. */
  forgetCalls(paymentId: string): Promise<void>;
  /** Changes a row past every trigger, as time would. */
  age(paymentId: string, set: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startTill(more: Record<string, unknown> = {}): Promise<Till> {
  const signer = await tokenSigner();
  const database = await startTestDatabase();
  const folder = await temporaryFolder("till");
  const gateway = await startPaymentGateway({ port: 0, folder, webhookUrl: null });
  const calls: string[] = [];
  const tap = await startTap(gateway.url, calls);
  const sent: Record<string, unknown>[] = [];
  const left: Promise<unknown>[] = [];
  const env = {
    ...signer.vars,
    DATABASE_URL: database.urlOf("payment"),
    PAYMENT_GATEWAY: "simulator",
    PAYMENT_GATEWAY_URL: tap.url,
    PAYMENT_GATEWAY_MS: GATEWAY_MS,
    PAYMENT_CLIENT_KEY: gateway.keys.clientKey,
    PAYMENT_SECRET_KEY: gateway.keys.secretKey,
    PAYMENT_SEAL_SECRET: "s".repeat(43),
    SHOP_ORIGIN: "http://localhost:3000",
    MEMBER_LOOKUP: { standing: async () => null },
    ORDER_QUEUE: {
      sendBatch: async (batch: { body: Record<string, unknown> }[]) => {
        sent.push(...batch.map(({ body }) => body));
      },
    },
    ...more,
  };
  const config = readPaymentConfig(env);
  const control = (path: string, body: object, method = "POST") =>
    fetch(`${gateway.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${gateway.keys.controlToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    }).then(async (answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    });
  return {
    database,
    gateway,
    env,
    sign: signer.sign,
    calls,
    sent,
    work: () => ({
      ...depsOf(config, { requestId: crypto.randomUUID() }),
      later: (work) => void left.push(work),
    }),
    async settled() {
      while (left.length > 0) await Promise.all(left.splice(0));
    },
    fault: (input) => control("/faults", input),
    clearFaults: () => control("/faults", {}, "DELETE"),
    bank: (orderId, move) => control("/bank/moves", { orderId, move }),
    advance: (advanceSeconds) => control("/clock", { advanceSeconds }),
    async atGateway(orderId) {
      const authorization = `Basic ${btoa(`${gateway.keys.secretKey}:`)}`;
      // Faults that are left may meet this question too.
      for (let asked = 0; ; asked++) {
        const answer = await fetch(`${gateway.url}/v1/payments/orders/${orderId}`, {
          headers: { authorization },
        }).catch(() => null);
        if (answer?.ok) return (await answer.json()) as { status: string; balanceAmount: number };
        if (answer?.status === 404 || asked === 10) return null;
      }
    },
    async row(paymentId) {
      const [found] = await database.query<Record<string, unknown>>(
        "select * from payment.payment where id = $1",
        [paymentId],
      );
      if (!found) throw new Error(`no payment ${paymentId}`);
      return found;
    },
    async makeDue(paymentId) {
      await database.query(
        "update payment.payment set next_look_at = now() - interval '1 second' where id = $1",
        [paymentId],
      );
    },
    async makeRefundsDue(paymentIds) {
      await database.query(
        "update payment.refund set next_look_at = now() - interval '1 second' where payment_id = any($1) and next_look_at is not null",
        [paymentIds],
      );
    },
    async letTimePass(paymentIds) {
      const list = paymentIds.map((id) => `'${id}'`).join();
      if (list === "") return;
      await database.query(
        `set session_replication_role = replica;
         update payment.payment set confirming_at = now() - interval '12 minutes'
          where state = 'CONFIRMING' and id in (${list});
         reset session_replication_role`,
      );
    },
    async isOwed(paymentIds) {
      const open = await database.query(
        `select id from payment.payment
          where id = any($1) and state in ('READY', 'CONFIRMING', 'AWAITING_DEPOSIT', 'ORPHANED')
         union all
         select id from payment.refund
          where payment_id = any($1) and state in ('REQUESTED', 'CONFIRMING')`,
        [paymentIds],
      );
      return open.length > 0;
    },
    async forgetCalls(paymentId) {
      await database.query(
        "update payment.gateway_call set at = at - interval '1 minute' where payment_id = $1",
        [paymentId],
      );
    },
    async age(paymentId, set) {
      await database.query(
        `set session_replication_role = replica;
         update payment.payment set ${set} where id = '${paymentId}';
         reset session_replication_role`,
      );
    },
    async stop() {
      await Promise.allSettled(left.splice(0));
      await tap.stop();
      await gateway.stop();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An attempt to pay 24,000 won by card, unless stated otherwise. */
export function attempt(more: Partial<OpenInput> = {}): OpenInput {
  const cardMinor = more.cardMinor ?? 24_000;
  const pointAmount = more.pointAmount ?? 0;
  const reference = more.reference ?? newId("order");
  return {
    purpose: "order",
    paymentId: newId("payment"),
    reference,
    attempt: 1,
    memberId: null,
    currency: "KRW",
    totalMinor: cardMinor + pointAmount,
    cardMinor,
    pointAmount,
    orderName: "Linen shirt and 2 more",
    customer: { name: "김민아", email: "mina@example.com", phone: null },
    locale: "ko",
    instrument: "card",
    cashReceipt: { purpose: "none" },
    returnPath: `/ko/checkout/${reference}/return`,
    readySeconds: 1_200,
    ...more,
  };
}

/** Goes through the payment page. @returns the key the shopper brings back */
export async function authorise(
  opened: { state: string; next?: unknown },
  choice: ShopperChoice = {},
): Promise<string> {
  const next = opened.next as { type: string; url: string } | null | undefined;
  if (next?.type !== "redirect") throw new Error(`no page: ${JSON.stringify(opened)}`);
  const { paymentKey } = await shopAtGateway(next.url, choice);
  return String(paymentKey);
}

/** Passes everything on to the gateway, and notes the calls of its API. */
async function startTap(upstream: string, calls: string[]) {
  const server = createServer(async (request, response) => {
    try {
      const path = request.url ?? "/";
      if (path.startsWith("/v1/")) calls.push(`${request.method} ${path}`);
      const answer = await fetch(`${upstream}${path}`, {
        method: request.method ?? "GET",
        headers: headersOf(request),
        redirect: "manual",
        ...(request.method === "POST" && { body: await bodyOf(request) }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const location = answer.headers.get("location");
      response.writeHead(answer.status, {
        "content-type": answer.headers.get("content-type") ?? "text/plain",
        ...(location && { location }),
      });
      response.end(bytes);
    } catch {
      request.socket.destroy(); // the gateway ended the connection
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const passed = [
    ...["authorization", "accept-language", "content-type", "idempotency-key"],
    "tosspayments-test-code",
  ];
  return Object.fromEntries(
    passed.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
