/** The payment Worker's app on a ledger under test, with tokens of members and of an administrator. */
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { LOCAL_WAITS } from "../../../../tests/stores/test-store.ts";
import { app } from "../../src/app.ts";
import { type Ledger, openLedger } from "./ledger.ts";

/** An answer, with its body parsed. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at bodies of every shape
  body: any;
}

/** What member tells of the members of a test; null is unknown. */
export const STANDING: { of(memberId: string): { role: string; status: string } | null } = {
  of: () => ({ role: "admin", status: "active" }),
};

/** A ledger, and the Worker before it. */
export interface Office extends Ledger {
  admin: string;
  /** An account of its own. */
  newMember(): Promise<{ id: string; token: string }>;
  send(
    method: string,
    path: string,
    token: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  env: Record<string, unknown>;
}

/** Opens it. */
export async function openOffice(): Promise<Office> {
  const [ledger, signer] = await Promise.all([openLedger(), tokenSigner()]);
  const env = {
    ...LOCAL_WAITS,
    ...signer.vars,
    // No money moves here: the shop runs on points alone.
    PAYMENT_GATEWAY: "none",
    PAYMENT_GATEWAY_URL: "http://127.0.0.1:9",
    PAYMENT_SEAL_SECRET: "s".repeat(43),
    SHOP_ORIGIN: "http://localhost:3000",
    DATABASE_URL: ledger.database.urlOf("payment"),
    MEMBER_LOOKUP: { standing: async (memberId: string) => STANDING.of(memberId) },
  };
  const newMember = async () => {
    const id = newId("member");
    return { id, token: await signer.sign(id, "member") };
  };
  return {
    ...ledger,
    env,
    admin: await signer.sign(newId("member"), "admin"),
    newMember,
    async send(method, path, token, body, headers = {}) {
      const response = await app.request(
        path,
        {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body !== undefined && { "content-type": "application/json" }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        env,
      );
      return { status: response.status, body: await response.json() };
    },
  };
}
