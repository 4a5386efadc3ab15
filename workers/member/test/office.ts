/** The member Worker's app on a real PostgreSQL, with an administrator's token. */
import { newId } from "@edgemart/worker-kit/ids";
import { startTestDatabase, type TestDatabase } from "../../../tools/seed-load/test-database.ts";
import { app } from "../src/app.ts";
import { type TokenSigner, tokenSigner } from "./tokens.ts";

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
  headers: Headers;
}

export interface Office {
  database: TestDatabase;
  signer: TokenSigner;
  env: object;
  adminId: string;
  admin: string;
  ask(path: string, token: string | null, init?: RequestInit): Promise<Answer>;
  /** `POST /api/members`; a string is sent as it stands. */
  post(body: unknown, headers?: Record<string, string>, token?: string): Promise<Answer>;
  count(table: "member" | "keyed_effect" | "member_credential"): Promise<number>;
}

export async function openOffice(): Promise<Office> {
  const [database, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  const env = { ...signer.vars, DATABASE_URL: database.urlOf("member") };
  const adminId = newId("member");
  const admin = await signer.sign(adminId, "admin");
  async function ask(path: string, token: string | null, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (token) headers.set("authorization", `Bearer ${token}`);
    const response = await app.request(path, { ...init, headers }, env);
    const body = await response.json().catch(() => null);
    return { status: response.status, body, headers: response.headers };
  }
  return {
    database,
    signer,
    env,
    adminId,
    admin,
    ask,
    post: (body, headers = {}, token = admin) =>
      ask("/api/members", token, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async count(table) {
      const [row] = await database.query<{ n: number }>(
        `select count(*)::int n from member.${table}`,
      );
      return row?.n ?? -1;
    },
  };
}
