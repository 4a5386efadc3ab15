/** A product's state as a word in a box. */
import type { ProductStatus } from "@edgemart/contracts/catalog-products";
import styles from "../admin.module.css";

interface StatusProps {
  status: ProductStatus;
  texts: Record<ProductStatus, string>;
}

/** Draws a product's status. */
export function ProductStatusBadge({ status, texts }: StatusProps) {
  return (
    <span className={styles.badge} data-strong={status === "active" ? "" : undefined}>
      {texts[status]}
    </span>
  );
}
