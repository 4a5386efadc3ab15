/** `GET /api/admin/catalog/audit`: who changed what, in keyset pages, newest first. */
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { serialPlace } from "../core/list-place.ts";
import type { Route } from "./route.ts";

export const adminListCatalogueChanges: Route<"adminListCatalogueChanges"> = async (
  c,
  { query },
) => {
  const { subject, limit, cursor } = query;
  const before = readCursor(cursor, serialPlace);
  if (!before.ok) return before;
  const found = await c.var.deps.audit(subject ?? null, limit + 1, before.value);
  return reply(
    200,
    keysetPage(found, limit, ({ id }) => writeCursor(id)),
  );
};
