/** One-time links that the platform's operator makes, on the connection of the database's owner. @see specs/identity.md 50 */
import { randomBytes } from "node:crypto";
import type { Role } from "@edgemart/contracts/identity";
import { LINK_LIFE_SECONDS, type LinkKind } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import type pg from "pg";
import { bindingOf, linkDigest, linkIdOf } from "../../workers/auth/src/core/links.ts";

/** As much of a member as binds a link. */
export interface LinkedMember {
  id: string;
  email: string;
  emailNorm: string;
  locale: Locale;
  role: Role;
}

/**
 * Keeps a link and gives its token, which nothing else knows: its key is named `tool`, so it is mailed to no one.
 *
 * @param kind bound to the account and its role alone: `reset` or `mfa_enrol`
 */
export async function makeOwnerLink(
  client: pg.ClientBase,
  kind: Extract<LinkKind, "mfa_enrol" | "reset">,
  member: LinkedMember,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const { email, emailNorm, id: memberId, locale, role } = member;
  const facts = { memberId, emailNorm, role, passwordChangedAt: null, sessionsVoidBelow: 0 };
  await client.query(
    `INSERT INTO auth.link (id, kind, kid, digest, member_id, email, locale, binding, expires_at)
     VALUES ($1, $2, 'tool', $3, $4, $5, $6, $7, clock_timestamp() + make_interval(secs => $8))`,
    [
      ...[linkIdOf(randomBytes(16)), kind, linkDigest(token), memberId, email, locale],
      ...[bindingOf(kind, facts), LINK_LIFE_SECONDS[kind]],
    ],
  );
  return token;
}
