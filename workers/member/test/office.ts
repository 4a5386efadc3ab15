/** The member Worker's app on a real PostgreSQL, with an administrator's token. */

import { type TokenSigner, tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { startTestStore, type TestStore } from "../../../tests/stores/test-store.ts";
import { app } from "../src/app.ts";

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
  headers: Headers;
}

export interface Office {
  database: TestDatabase;
  store: TestStore;
  signer: TokenSigner;
  env: object;
  adminId: string;
  admin: string;
  ask(path: string, token: string | null, init?: RequestInit, env?: object): Promise<Answer>;
  /** Any method with a JSON body (none for undefined). */
  send(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers?: Record<string, string>,
    env?: object,
  ): Promise<Answer>;
  /** `POST /api/members`; a string is sent as it is. */
  post(body: unknown, headers?: Record<string, string>, token?: string): Promise<Answer>;
  /** No one is left but the office's administrator. */
  empty(): Promise<void>;
  /** The office's administrator is one no more. */
  dismiss(): Promise<void>;
  /** Rows, without that of the office's administrator. */
  count(
    table: "member" | "keyed_effect" | "member_credential" | "address" | "security_event",
  ): Promise<number>;
  close(): Promise<void>;
}

/** What a request tells of itself, where a test makes the dependencies. */
export const TEST_FACTS = { requestId: "test", later: () => undefined };

/** Opens member's app on a PostgreSQL and a Redis of its own, with a signed administrator. */
export async function openOffice(): Promise<Office> {
  const [database, signer, store] = await Promise.all([
    startTestDatabase(),
    tokenSigner(),
    startTestStore(),
  ]);
  const empty = async () => {
    await database.query("truncate member.member, member.security_event, member.outbox cascade");
    await database.query(
      `insert into member.member (id, email, email_norm, name, locale, role, created_at)
       values ($1, 'office@example.com', 'office@example.com', 'Office', 'ko', 'admin', '2020-01-01')`,
      [adminId],
    );
  };
  const env = { ...signer.vars, ...store.vars, DATABASE_URL: database.urlOf("member") };
  const adminId = newId("member");
  const admin = await signer.sign(adminId, "admin");
  await empty();
  async function ask(
    path: string,
    token: string | null,
    init: RequestInit = {},
    otherEnv: object = env,
  ): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (token) headers.set("authorization", `Bearer ${token}`);
    const response = await app.request(path, { ...init, headers }, otherEnv);
    const body = await response.json().catch(() => null);
    return { status: response.status, body, headers: response.headers };
  }
  return {
    database,
    store,
    signer,
    env,
    adminId,
    admin,
    empty,
    async dismiss() {
      await database.query("update member.member set role = 'member' where id = $1", [adminId]);
    },
    ask,
    send: (method, path, token, body, headers = {}, otherEnv = env) =>
      ask(
        path,
        token,
        {
          method,
          headers: {
            ...(body !== undefined && { "content-type": "application/json" }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        otherEnv,
      ),
    post: (body, headers = {}, token = admin) =>
      ask("/api/members", token, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async close() {
      await Promise.all([database.stop(), store.stop()]);
    },
    async count(table) {
      const [row] = await database.query<{ n: number }>(
        `select count(*)::int n from member.${table}`,
      );
      return (row?.n ?? -1) - (table === "member" ? 1 : 0);
    },
  };
}
