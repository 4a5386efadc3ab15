/** Loads the demo members into PostgreSQL, without credentials: no one can sign in as them. */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Locale } from "@edgemart/contracts/locale";
import { withAdmin } from "../admin-client.ts";
import { seedId } from "./seed-id.ts";

/** As much of a demo member as the member Worker keeps. */
export interface SeedMemberRow {
  email: string;
  name: string;
  locale: Locale;
  createdAt: string;
}

/**
 * Inserts every member whose address is not yet taken, in one statement.
 *
 * @param adminUrl the owner's connection string
 * @returns how many are new
 */
export async function loadMembers(
  adminUrl: string,
  members: readonly SeedMemberRow[],
): Promise<{ members: number }> {
  const rows = members.map(({ email, name, locale, createdAt }) => {
    const norm = normalizeEmail(email);
    if (norm === null) throw new Error("a demo member has an address that is not one");
    return { id: seedId("member", createdAt, norm), email, norm, name, locale, createdAt };
  });
  return withAdmin(adminUrl, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO member.member (id, email, email_norm, name, locale, created_at, updated_at)
       SELECT id, email, norm, name, locale, "createdAt", "createdAt"
         FROM jsonb_to_recordset($1)
           AS r(id text, email text, norm text, name text, locale text, "createdAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
    return { members: rowCount ?? 0 };
  });
}
