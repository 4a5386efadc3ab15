/** The event Worker's app on a real PostgreSQL, with administrators whose standing the test decides. */
import type { AdminEvent } from "@edgemart/contracts/event-administration";
import type { Standing } from "@edgemart/contracts/member-lookup";
import { eventInput } from "@edgemart/testkit/operations/event-calls";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { startTestDatabase } from "../../../tests/stores/test-database.ts";
import { app } from "../src/app.ts";
import { depsOf } from "../src/deps.ts";
import { readEventConfig } from "../src/env.ts";

/** An answer of the app. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
  headers: Headers;
}

/** Opens it. */
export async function openOffice() {
  const [database, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  const standings = new Map<string, Standing>();
  const env = {
    ...signer.vars,
    DATABASE_URL: database.urlOf("event"),
    MEMBER_LOOKUP: { standing: async (id: string) => standings.get(id) ?? null },
  };
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
    const init = {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await app.request(path, init, env, context);
    return {
      status: response.status,
      body: await response.json().catch(() => null),
      headers: response.headers,
    };
  };
  const id = newId("member");
  standings.set(id, { role: "admin", status: "active" });
  const admin = { authorization: `Bearer ${await signer.sign(id, "admin")}` };
  /** Asks as the administrator. @param version based on it */
  const ask = (method: string, path: string, body?: unknown, version?: number, key?: string) =>
    send(method, `/api/admin/events${path}`, body, {
      ...admin,
      ...(method === "GET" ? {} : { "idempotency-key": key ?? crypto.randomUUID() }),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
    });
  return {
    database,
    signer,
    standings,
    adminId: id,
    send,
    ask,
    deps: depsOf(readEventConfig(env), { requestId: "test" }),
    /** Makes a draft. @param opensInDays negative: its sale opens in the past */
    async draft(opensInDays = -1, more: object = {}): Promise<AdminEvent> {
      const { status, body } = await ask("POST", "", { ...eventInput(opensInDays), ...more });
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body;
    },
    /** Makes an event and publishes it. */
    async published(opensInDays = -1, more: object = {}): Promise<AdminEvent> {
      const made = await this.draft(opensInDays, more);
      return (await ask("POST", `/${made.id}/publish`, undefined, made.version)).body;
    },
    close: () => database.stop(),
  };
}

/** An open office. */
export type Office = Awaited<ReturnType<typeof openOffice>>;
