/** The administration of payments under test: a till, its app, and an administrator's and a member's way in. */
import { newId } from "@edgemart/worker-kit/ids";
import { app } from "../src/app.ts";
import { startTill, type Till } from "./till.ts";

/** An answer, with its body parsed. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at bodies of every shape
  body: any;
}

/** A till with its administration. */
export interface PaymentOffice extends Till {
  admin: { id: string; token: string };
  get(path: string, token?: string): Promise<Answer>;
  /** Posts below `/api/admin/payments`. @param key null: none */
  post(path: string, body: object, key?: string | null, token?: string): Promise<Answer>;
  /** Lists actions of the audit trail on a subject, the oldest first. */
  trail(subjectId: string): Promise<{ action: string; actor_id: string; changes: object }[]>;
}

/** Opens it. */
export async function openPaymentOffice(): Promise<PaymentOffice> {
  const till = await startTill({
    MEMBER_LOOKUP: { standing: async () => ({ role: "admin", status: "active" }) },
  });
  const id = newId("member");
  const admin = { id, token: await till.sign(id, "admin") };
  const send = async (path: string, token: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as object) };
    const answer = await app.request(path, { ...init, headers }, till.env);
    return { status: answer.status, body: await answer.json() };
  };
  return {
    ...till,
    admin,
    get: (path, token = admin.token) => send(path, token),
    post: (path, body, key = crypto.randomUUID(), token = admin.token) =>
      send(`/api/admin/payments${path}`, token, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(key !== null && { "idempotency-key": key }),
        },
        body: JSON.stringify(body),
      }),
    trail: (subjectId) =>
      till.database.query(
        "select action, actor_id, changes from payment.audit_event where subject_id = $1 order by id",
        [subjectId],
      ),
  };
}
