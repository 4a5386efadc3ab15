/** Administrators in tests: they sign in by a code, and are made by another administrator's link. */
import pg from "pg";
import { codeAt } from "./authenticator-app.ts";

/** An account that can sign in. */
export interface Account {
  email: string;
  password: string;
  /** Of its authenticator app, Base32, where it has one. */
  totpSecret?: string | undefined;
}

/**
 * Gives a code that is taken. A code is good once, and tests sign in more often than every 30 s: what was taken before is
 * forgotten first.
 *
 * @param adminUrl of PostgreSQL's superuser
 */
export async function freshCode({ email, totpSecret }: Account, adminUrl: string): Promise<string> {
  if (!totpSecret) throw new Error(`${email} has no authenticator app here`);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(
      `update member.totp set last_step = 0
        where member_id = (select id from member.member where email = $1 and deleted_at is null)`,
      [email],
    );
  } finally {
    await client.end();
  }
  return codeAt(totpSecret, Date.now());
}
