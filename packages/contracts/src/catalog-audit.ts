/** The trail of what administrators changed in the catalog. */
import { z } from "zod";
import { ADMIN } from "./admin-operations.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { storableText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** One change that an administrator made. */
export const AuditEvent = z
  .object({
    id: z.string(),
    at: Timestamp,
    actorId: z.string(),
    action: z.string().describe("product.changed, variant.added, stock.moved …"),
    subjectId: z.string(),
    changes: z.record(z.string(), z.unknown()).describe("What was asked for"),
    requestId: z.string(),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof AuditEvent>;

/** Which changes are asked for. */
export const AuditQuery = z.object({
  subject: storableText(80)
    .optional()
    .describe(
      "Id of a product, category, collection or group of synonyms, slug of a brand, key of an attribute",
    ),
  limit: PageLimit,
  cursor: Cursor,
});
export type AuditQuery = z.infer<typeof AuditQuery>;

const base = "/api/admin/catalog";

/** The audit. */
export const catalogAuditOperations = operations("Catalogue administration", {
  adminListCatalogueChanges: {
    ...ADMIN,
    method: "get",
    path: `${base}/audit`,
    summary: "Who changed what, newest first",
    query: AuditQuery,
    responses: { 200: keysetPageOf(AuditEvent) },
    errors: [],
  },
});
