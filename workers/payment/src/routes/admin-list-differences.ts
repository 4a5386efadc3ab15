/** `GET /api/admin/payments/differences`: where the gateway's books and ours differ, newest first. */
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { readPlace } from "../core/point-line.ts";
import type { Route } from "./route.ts";

/** Answers it. */
export const adminListDifferences: Route<"adminListDifferences"> = async (c, { query }) => {
  const { status, limit, cursor } = query;
  const before = readCursor(cursor, readPlace);
  if (!before.ok) return before;
  const found = await c.var.deps.officeReads.differences(status, before.value, limit + 1);
  return reply(
    200,
    keysetPage(found, limit, ({ id }) => writeCursor(id)),
  );
};
