/** The order Worker's app on a real PostgreSQL, with stock and payment as state machines in memory. */

import type { Standing } from "@edgemart/contracts/member-lookup";
import { type TokenSigner, tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { startTestStore } from "../../../tests/stores/test-store.ts";
import { app } from "../src/app.ts";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { type FakePayment, fakePayment } from "./fake-payment.ts";
import { type FakeStock, fakeStock } from "./fake-stock.ts";

/** An answer of the app. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
  headers: Headers;
}

/** Breaks a call: before it has an effect, or after, when only its answer is lost. */
export interface Fault {
  method: string;
  when: "before" | "after";
}

/** An open shop. */
export interface Shop {
  database: TestDatabase;
  signer: TokenSigner;
  env: object;
  stock: FakeStock;
  payment: FakePayment;
  /** Calls that are broken, each once. */
  faults: Fault[];
  /** Every call of another Worker, by name. */
  calls: string[];
  /** What member's queue was sent; while `isDown` it takes nothing. */
  queue: { isDown: boolean; isNotifyDown: boolean; sent: unknown[] };
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** The same while a variable leads nowhere. */
  without(variable: string, method: string, path: string, body: unknown): Promise<Answer>;
  /** A member with a token. */
  member(): Promise<{ id: string; headers: { authorization: string } }>;
  /** An administrator; `isStale`: the password was given half an hour ago. `standings` says what each is now. */
  staff(isStale?: boolean): Promise<{ id: string; headers: { authorization: string } }>;
  /** What member answers of administrators. */
  standings: Map<string, Standing>;
  /** Lets leases and waits be over, then sweeps. */
  sweep(): Promise<Awaited<ReturnType<typeof sweep>>>;
  /** Sweeps until nothing is owed. */
  settle(): Promise<void>;
  state(orderId: string): Promise<string | undefined>;
  /** Lets an order's deadline be over. */
  overdue(orderId: string): Promise<void>;
  /** Makes an order so many minutes old. */
  age(orderId: string, minutes: number): Promise<void>;
  steps(): Promise<{ subject: string; name: string; tries: number; error: string | null }[]>;
  close(): Promise<void>;
}

/** What a guest orders. */
export const GUEST = {
  contact: { name: "Mina Kim", email: "mina@example.com", phone: null },
  shippingAddress: {
    recipient: "Mina Kim",
    phone: "010-1234-5678",
    country: "KR",
    postcode: "04524",
    line1: "Sejong-daero 110",
  },
};

/** Opens a shop. */
export async function openShop(): Promise<Shop> {
  const [database, signer, store] = await Promise.all([
    startTestDatabase(),
    tokenSigner(),
    startTestStore(),
  ]);
  const stock = fakeStock({
    "MUG-1": { onHand: 1_000, priceMinor: 12_000 },
    "LAMP-2": { onHand: 1_000, priceMinor: 30_000 },
    "RARE-3": { onHand: 1, priceMinor: 5_000 },
    "FREE-4": { onHand: 1_000, priceMinor: 0 },
    "USD-5": { onHand: 10, priceMinor: 500, currency: "USD" },
  });
  const payment = fakePayment();
  const faults: Fault[] = [];
  const calls: string[] = [];
  const queue = { isDown: false, isNotifyDown: false, sent: [] as unknown[] };
  const standings = new Map<string, Standing>();
  const env = {
    ...signer.vars,
    ...store.vars,
    DATABASE_URL: database.urlOf("order"),
    ORDER_TOKEN_SECRET: "a".repeat(43),
    ORDER_SEAL_SECRET: "b".repeat(43),
    MEMBER: {
      me: async () => ({
        ok: true,
        value: { name: "Mina Kim", email: "mina@example.com", id: "mem" },
      }),
    },
    MEMBER_LOOKUP: { standing: async (memberId: string) => standings.get(memberId) ?? null },
    CATALOG_STOCK: faulty(stock, faults, calls),
    PAYMENT_SAGA: faulty(payment, faults, calls),
    MEMBER_QUEUE: {
      async sendBatch(messages: Iterable<{ body: unknown }>) {
        if (queue.isDown) throw new Error("the queue is unavailable");
        queue.sent.push(...Array.from(messages, ({ body }) => body));
      },
    },
    NOTIFY_QUEUE: {
      async sendBatch() {
        if (queue.isNotifyDown) throw new Error("the queue is unavailable");
      },
    },
  };
  const config = readOrderConfig(env);
  // Time is PostgreSQL's: a test moves rows back instead, past the guards of a move.
  const rewind = async (orderId: string, set: string) => {
    await database.query(
      `begin; set local session_replication_role = replica;
       update orders.sales_order set ${set} where id = '${orderId}'; commit`,
    );
  };
  // What requests do after their answer.
  const rest = new Set<Promise<unknown>>();
  const shop: Shop = {
    database,
    signer,
    env,
    stock,
    payment,
    faults,
    calls,
    queue,
    standings,
    async send(method, path, body, headers = {}) {
      const context = {
        waitUntil: (work: Promise<unknown>) => rest.add(work),
        passThroughOnException: () => undefined,
        props: {},
      };
      const response = await app.request(
        path,
        {
          method,
          headers: {
            ...(body !== undefined && { "content-type": "application/json" }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        env,
        context,
      );
      return {
        status: response.status,
        body: await response.json().catch(() => null),
        headers: response.headers,
      };
    },
    async without(variable, method, path, body) {
      const headers = { "content-type": "application/json" };
      const elsewhere = { ...env, [variable]: "http://127.0.0.1:1" };
      const response = await app.request(
        path,
        { method, headers, body: JSON.stringify(body) },
        elsewhere,
      );
      return { status: response.status, body: await response.json(), headers: response.headers };
    },
    async member() {
      const id = newId("member");
      const token = await signer.sign(id, "member");
      return { id, headers: { authorization: `Bearer ${token}` } };
    },
    async staff(isStale = false) {
      const id = newId("member");
      standings.set(id, { role: "admin", status: "active" });
      const claims = isStale ? { auth_time: Math.floor(Date.now() / 1000) - 1_800 } : {};
      const token = await signer.sign(id, "admin", claims);
      return { id, headers: { authorization: `Bearer ${token}` } };
    },
    async sweep() {
      await database.query("update orders.step set due_at = clock_timestamp(), lease_until = null");
      const requestId = crypto.randomUUID();
      const call = { requestId, traceparent: continueTrace(null), deadline: Date.now() + 20_000 };
      return sweep(depsOf(config, { requestId, later: (work) => rest.add(work) }), call);
    },
    async settle() {
      await Promise.all(rest);
      rest.clear();
      for (let n = 0; n < 40; n++) {
        const steps = await shop.steps();
        if (steps.every(({ name }) => name === "look")) return;
        await shop.sweep();
      }
      throw new Error(`still owed: ${JSON.stringify(await shop.steps())}`);
    },
    async state(orderId) {
      const [row] = await database.query<{ state: string }>(
        "select state from orders.sales_order where id = $1",
        [orderId],
      );
      return row?.state;
    },
    overdue: (orderId) => rewind(orderId, "deadline_at = clock_timestamp() - interval '1 second'"),
    age: (orderId, minutes) =>
      rewind(orderId, `placed_at = clock_timestamp() - interval '${minutes} minutes'`),
    steps: () => database.query("select subject, name, tries, error from orders.step order by 1"),
    async close() {
      await Promise.all(rest);
      await Promise.all([database.stop(), store.stop()]);
    },
  };
  return shop;
}

/** A binding whose next calls may fail, before their effect or after it. */
function faulty<T extends object>(target: T, faults: Fault[], calls: string[]): T {
  return new Proxy(target, {
    get(inner, name) {
      const method = (inner as Record<PropertyKey, unknown>)[name];
      if (typeof method !== "function") return method;
      return async (...input: unknown[]) => {
        calls.push(String(name));
        const index = faults.findIndex((fault) => fault.method === name);
        const [fault] = index < 0 ? [] : faults.splice(index, 1);
        if (fault?.when === "before") throw new Error("network connection lost");
        const answer = await method.call(inner, ...input);
        if (fault?.when === "after") throw new Error("network connection lost");
        return answer;
      };
    },
  });
}
