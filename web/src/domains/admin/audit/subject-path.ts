/** Where an event of the catalog's trail can be looked at, below the language. Pure. */
import type { AuditEvent } from "@edgemart/contracts/catalog-audit";

const PLACES: Record<string, (subject: string) => string> = {
  category: (id) => `/admin/categories/${id}`,
  brand: () => "/admin/brands",
  attribute: (key) => `/admin/attributes/${key}`,
  collection: (id) => `/admin/collections/${id}`,
};

/** Null for what has no page: also for what was removed. */
export function subjectPath({ action, subjectId }: AuditEvent): string | null {
  if (subjectId.startsWith("prd_")) return `/admin/products/${subjectId}`;
  const [thing = "", done] = action.split(".");
  const place = Object.hasOwn(PLACES, thing) ? PLACES[thing] : undefined;
  return place && done !== "removed" ? place(subjectId) : null;
}
