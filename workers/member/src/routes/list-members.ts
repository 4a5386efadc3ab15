/** `GET /api/members`: keyset pages for administrators, newest first. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { MemberId } from "@edgemart/contracts/ids";
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

const readPosition = positionReader(MemberId);

export const listMembers: Route<"listMembers"> = async (c, { query }) => {
  const { email, ids, cursor, limit, ...filter } = query;
  const after = readCursor(cursor, readPosition);
  if (!after.ok) return after;
  const found = await c.var.deps.members.list({
    ...filter,
    emailNorm: email === undefined ? null : normalizeEmail(email),
    ids: ids === undefined ? null : [...new Set(ids.split(","))],
    after: after.value,
    limit: limit + 1,
  });
  return reply(
    200,
    keysetPage(found, limit, (last) => writeCursor(positionText(last))),
  );
};
