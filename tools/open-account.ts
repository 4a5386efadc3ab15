/** Opens an account with the right of the database's owner, for tools: confirmed, and with a password that auth took and hashed. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { LINK_LIFE_SECONDS } from "@edgemart/contracts/links";
import { newId } from "@edgemart/worker-kit/ids";
import { bindingOf, linkDigest, linkIdOf } from "../workers/auth/src/core/links.ts";
import { withAdmin } from "./admin-client.ts";

/** Where the shop runs. */
export interface Shop {
  /** Connection string of the database's owner. */
  adminUrl: string;
  /** The API of the running system. */
  api: string;
  serviceKey: string;
}
/** Who gets an account. */
export interface NewAccount {
  email: string;
  name: string;
  password: string;
}

/**
 * Makes a confirmed member without a password and a one-time link to one, in one statement, and follows the link: so the
 * rules for passwords and the hashing stay in auth, and no mail has to arrive.
 *
 * @returns false when the address has an account already: nothing is changed then
 * @throws with the code of the refusal; the account is taken back then
 */
export async function openAccount(shop: Shop, { email, name, password }: NewAccount) {
  const emailNorm = normalizeEmail(email);
  if (emailNorm === null) throw new Error("not an e-mail address");
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const [memberId, linkId] = [newId("member"), linkIdOf(random(16))];
  const token = Buffer.from(random(32)).toString("base64url");
  const facts = { passwordChangedAt: null, sessionsVoidBelow: 0, role: "member" };
  const isMade = await withAdmin(shop.adminUrl, async (client) => {
    const { rowCount } = await client.query(
      `WITH made AS (
         INSERT INTO member.member (id, email, email_norm, name, locale, email_verified)
         VALUES ($1, $2, $3, $4, 'ko', true) ON CONFLICT DO NOTHING RETURNING id
       )
       INSERT INTO auth.link (id, kind, kid, digest, member_id, email, locale, binding, expires_at)
       SELECT $5, 'reset', 'tool', $6, id, $2, 'ko', $7, now() + make_interval(secs => $8) FROM made`,
      [
        ...[memberId, email, emailNorm, name, linkId, linkDigest(token)],
        bindingOf("reset", { memberId, emailNorm, ...facts }),
        LINK_LIFE_SECONDS.reset,
      ],
    );
    return rowCount === 1;
  });
  if (!isMade) return false;
  const refusal = await askAuth(shop, "password/reset", { token, newPassword: password });
  if (refusal === null) return true;
  await withAdmin(shop.adminUrl, (client) =>
    client.query(
      `WITH link AS (DELETE FROM auth.link WHERE id = $1)
       DELETE FROM member.member WHERE id = $2`,
      [linkId, memberId],
    ),
  );
  throw new Error(`the account could not be opened: ${refusal}`);
}

/** Asks an operation of auth that takes the service key. @returns the code of the refusal; null for success */
export async function askAuth(
  { api, serviceKey }: Shop,
  operation: string,
  body: object,
): Promise<string | null> {
  const answer = await fetch(`${api}/api/auth/${operation}`, {
    method: "POST",
    headers: {
      authorization: `Basic ${serviceKey}`,
      "content-type": "application/json",
      // A documentation address of its own (RFC 5737): starts do not use up the limits of real local clients.
      "cf-connecting-ip": `192.0.2.${Math.ceil(Math.random() * 254)}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  if (answer.ok) return null;
  const problem = (await answer.json().catch(() => null)) as { code?: string } | null;
  return problem?.code ?? `HTTP ${answer.status}`;
}
