/** `GET /api/admin/catalog/audit`: who changed what. */
import { AuditQuery } from "@edgemart/contracts/catalog-admin";
import { validQuery } from "@edgemart/worker-kit/validate";
import { adminOf } from "../../deps.ts";
import { cursorOf, pageOf } from "../cursor.ts";
import { factory } from "./admin-env.ts";

const Query = AuditQuery.extend({
  cursor: cursorOf(/^[1-9]\d{0,14}$/),
});

export const listAudit = factory.createHandlers(validQuery(Query), async (c) => {
  const { subject, limit, cursor } = c.req.valid("query");
  const before = cursor === null ? null : Number(cursor);
  const found = await adminOf(c.var.config).audit(subject ?? null, limit + 1, before);
  return c.json(pageOf(found, limit));
});
