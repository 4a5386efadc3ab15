/** Decides whether a product has what a product on sale must have. Pure. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { err, type FieldError, type Result } from "@edgemart/contracts/result";

/** What the decision looks at. */
export type Sellable = Pick<AdminProduct, "status"> & {
  variants: readonly unknown[];
  media: readonly unknown[];
};

const PARTS = ["variants", "media"] as const;
const MESSAGES = { variants: "needs a variant with a price", media: "needs a picture" };

/**
 * Refuses a write that would leave a product on sale without a variant or a picture.
 *
 * What an active product lacks already may stay lacking: mending one part must not wait for the other.
 *
 * @param now null for a new product
 */
export function saleRefusal(
  now: Sellable | null,
  next: Sellable,
): Result<never, "product_incomplete"> | null {
  if (next.status !== "active") return null;
  const before = now?.status === "active" ? lacking(now) : [];
  const errors = lacking(next)
    .filter((part) => !before.includes(part))
    .map((path): FieldError => ({ path, code: "missing", message: MESSAGES[path] }));
  return errors.length === 0 ? null : err("product_incomplete", { errors });
}

function lacking(product: Sellable): (typeof PARTS)[number][] {
  return PARTS.filter((part) => product[part].length === 0);
}
