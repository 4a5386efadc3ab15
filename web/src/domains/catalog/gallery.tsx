/** A product's pictures: swiped on a phone, side by side on a desk, no script. */
import type { Product } from "@edgemart/contracts/catalog";
import { Picture } from "../../components/picture.tsx";
import { fill, type Messages } from "../../messages/messages.ts";
import styles from "./gallery.module.css";

export function Gallery({ product, texts }: { product: Product; texts: Messages["product"] }) {
  const pictures = product.pictures.length > 0 ? product.pictures : [product.picture];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, so keys must reach it (WCAG 2.1.1)
    <section aria-label={texts.pictures} className={styles.gallery} tabIndex={0}>
      {pictures.map((picture, index) => (
        <Picture
          alt={picture?.alt || fill(texts.pictureOf, { title: product.title, index: index + 1 })}
          cut={index === 0}
          key={picture?.id ?? "none"}
          picture={picture}
          priority={index === 0}
          ratio={1}
          sizes={index === 0 ? "(min-width: 64rem) 55vw, 92vw" : "(min-width: 64rem) 27vw, 92vw"}
          widest={1600}
        />
      ))}
    </section>
  );
}
