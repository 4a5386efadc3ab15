/** Opens an account with the right of the database's owner, for tools: confirmed, and with a password that auth took and hashed. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { newId } from "@edgemart/worker-kit/ids";
import { withAdmin } from "../admin-client.ts";
import { askAuth, refusalIn, type Shop } from "./ask-auth.ts";
import { makeOwnerLink } from "./owner-links.ts";

/** Who gets an account. */
export interface NewAccount {
  email: string;
  name: string;
  password: string;
}

/**
 * Makes a confirmed member without a password and a one-time link to one, in one transaction, and follows the link: so the
 * rules for passwords and the hashing stay in auth, and no mail has to arrive.
 *
 * @returns false when the address has an account already: nothing is changed then
 * @throws with the code of the refusal; the account is taken back then
 */
export async function openAccount(shop: Shop, { email, name, password }: NewAccount) {
  const emailNorm = normalizeEmail(email);
  if (emailNorm === null) throw new Error("not an e-mail address");
  const id = newId("member");
  const token = await withAdmin(shop.adminUrl, async (client) => {
    await client.query("BEGIN");
    const { rowCount } = await client.query(
      `INSERT INTO member.member (id, email, email_norm, name, locale, email_verified)
       VALUES ($1, $2, $3, $4, 'ko', true) ON CONFLICT DO NOTHING`,
      [id, email, emailNorm, name],
    );
    const member = { id, email, emailNorm, locale: "ko", role: "member" } as const;
    const made = rowCount === 1 ? await makeOwnerLink(client, "reset", member) : null;
    await client.query("COMMIT");
    return made;
  });
  if (token === null) return false;
  const link = { token, newPassword: password };
  const refusal = await refusalIn(await askAuth(shop, "password/reset", link));
  if (refusal === null) return true;
  await withAdmin(shop.adminUrl, (client) =>
    client.query(
      `WITH link AS (DELETE FROM auth.link WHERE member_id = $1)
       DELETE FROM member.member WHERE id = $1`,
      [id],
    ),
  );
  throw new Error(`the account could not be opened: ${refusal}`);
}
