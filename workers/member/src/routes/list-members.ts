/** `GET /api/members`: keyset pages for administrators, newest first. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { MemberListQuery } from "@edgemart/contracts/member";
import { requireAdminToken, requireIdentity } from "@edgemart/worker-kit/require-identity";
import { validQuery } from "@edgemart/worker-kit/validate";
import { depsOf } from "../deps.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { factory } from "./member-env.ts";

/** Values that could match nothing, or that PostgreSQL cannot even hold (U+0000), are the caller's mistake. */
const Query = MemberListQuery.extend({
  email: MemberListQuery.shape.email.refine(
    (email) => email === undefined || normalizeEmail(email) !== null,
    "must be an e-mail address",
  ),
  cursor: MemberListQuery.shape.cursor.refine(
    (cursor) => cursor === undefined || readCursor(cursor) !== null,
    "must be the nextCursor of a page",
  ),
});

export const listMembers = factory.createHandlers(
  requireIdentity,
  requireAdminToken,
  validQuery(Query),
  async (c) => {
    const { email, ids, cursor, limit, ...filter } = c.req.valid("query");
    const found = await depsOf(c.var.config).members.list({
      ...filter,
      emailNorm: email === undefined ? null : normalizeEmail(email),
      ids: ids === undefined ? null : [...new Set(ids.split(","))],
      after: cursor === undefined ? null : readCursor(cursor),
      limit: limit + 1, // one more tells whether there is a next page
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return c.json({ items, nextCursor: found.length > limit && last ? writeCursor(last) : null });
  },
);
