/** Makes administrators on the connection of the database's owner, where no administrator can. @see specs/identity.md 50 */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Locale } from "@edgemart/contracts/locale";
import { newId } from "@edgemart/worker-kit/ids";
import type pg from "pg";
import { withAdmin } from "../admin-client.ts";
import { type LinkedMember, makeOwnerLink } from "./owner-links.ts";

/** Who becomes an administrator. */
export interface AdminCreation {
  /** Connection string of the database's owner. */
  adminUrl: string;
  email: string;
  name: string;
  locale: Locale;
  /** Makes one more although there is one. */
  another: boolean;
}

/** Tokens of the links by which the administrator enters: a password first, then a second factor. */
export interface AdminLinks {
  reset: string;
  enrol: string;
}

/**
 * Makes the confirmed account and its links, or promotes the account that has the address, in one transaction.
 *
 * @throws when there is an administrator already, or the address is none; nothing was changed then
 * @see specs/identity.md 50
 */
export async function createAdmin(creation: AdminCreation): Promise<AdminLinks> {
  const { adminUrl, another, email, locale, name } = creation;
  const emailNorm = normalizeEmail(email);
  if (emailNorm === null) throw new Error("--email must be an e-mail address");
  return inTransaction(adminUrl, async (client) => {
    // Two at once would both find none.
    await client.query("LOCK TABLE member.member IN SHARE ROW EXCLUSIVE MODE");
    if (!another && (await hasAdmin(client))) {
      throw new Error("there is an administrator already; --another makes one more");
    }
    const { rows } = await client.query<LinkedMember>(
      `WITH made AS (
         INSERT INTO member.member (id, email, email_norm, email_verified, name, locale, role)
         VALUES ($1, $2, $3, true, $4, $5, 'admin') ON CONFLICT DO NOTHING RETURNING *
       ), promoted AS (
         UPDATE member.member SET role = 'admin', version = version + 1, updated_at = now()
          WHERE email_norm = $3 AND deleted_at IS NULL AND status = 'active' RETURNING *
       ), now_admin AS (SELECT * FROM made UNION ALL SELECT * FROM promoted), told AS (
         INSERT INTO member.security_event (event, actor_id, member_id, change)
         SELECT 'authz_change', NULL, id, 'role admin' FROM now_admin
       )
       SELECT id, email, email_norm AS "emailNorm", locale, role FROM now_admin`,
      [newId("member"), email, emailNorm, name, locale],
    );
    const [member] = rows;
    if (!member) throw new Error("the address has an account that is disabled; enable it first");
    return {
      reset: await makeOwnerLink(client, "reset", member),
      enrol: await makeOwnerLink(client, "mfa_enrol", member),
    };
  });
}

/**
 * Makes an enrolment link for an administrator without a second factor, as at the first deployment that asks for one.
 *
 * @throws when no active administrator has the address, or one has a factor
 */
export async function enrolAdmin(adminUrl: string, email: string): Promise<string> {
  return inTransaction(adminUrl, async (client) => {
    const { rows } = await client.query<LinkedMember & { hasFactor: boolean }>(
      `SELECT id, email, email_norm AS "emailNorm", locale, role,
              EXISTS (SELECT FROM member.totp t WHERE t.member_id = m.id AND t.active_at IS NOT NULL)
           OR EXISTS (SELECT FROM member.passkey p WHERE p.member_id = m.id AND p.suspended_at IS NULL) AS "hasFactor"
         FROM member.member m
        WHERE email_norm = $1 AND role = 'admin' AND status = 'active' AND deleted_at IS NULL`,
      [normalizeEmail(email)],
    );
    const [member] = rows;
    if (!member) throw new Error("no active administrator has this address");
    if (member.hasFactor) throw new Error("this administrator has a second factor already");
    return makeOwnerLink(client, "mfa_enrol", member);
  });
}

async function hasAdmin(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM member.member WHERE role = 'admin' AND status = 'active' AND deleted_at IS NULL LIMIT 1",
  );
  return rowCount === 1;
}

function inTransaction<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withAdmin(adminUrl, async (client) => {
    await client.query("BEGIN");
    const made = await work(client);
    await client.query("COMMIT");
    return made;
  });
}
