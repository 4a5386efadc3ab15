/** A product's pictures: swiped on a phone, side by side on a desk; each leads to itself, large. */
import type { Product } from "@edgemart/contracts/catalog";
import { IMAGE_SIDE_MAX, picturePath } from "@edgemart/contracts/images";
import { Picture } from "#components/picture.tsx";
import { webConfig } from "#config.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./gallery.module.css";
import { GalleryZoom } from "./gallery-zoom.tsx";

/** Draws the pictures of a product. */
export function Gallery({ product, texts }: { product: Product; texts: Messages["product"] }) {
  const cdn = webConfig().NEXT_PUBLIC_CDN_DOMAIN;
  const pictures = product.pictures.map((picture, index) => ({
    picture,
    alt: picture.alt || fill(texts.pictureOf, { title: product.title, index: index + 1 }),
    src: cdn + picturePath(picture.id, { w: IMAGE_SIDE_MAX, h: IMAGE_SIDE_MAX, fit: "inside" }),
  }));
  if (pictures.length === 0) {
    return (
      <div className={styles.gallery}>
        <Picture alt="" cut picture={product.picture} ratio={1} sizes="92vw" />
      </div>
    );
  }
  return (
    <GalleryZoom
      pictures={pictures.map(({ src, alt, picture: { width, height } }) => ({
        src,
        alt,
        width,
        height,
      }))}
      texts={texts.zoom}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, so keys must reach it (WCAG 2.1.1) */}
      <section aria-label={texts.pictures} className={styles.gallery} tabIndex={0}>
        {pictures.map(({ picture, alt, src }, index) => (
          <a className={styles.large} data-picture={index} href={src} key={picture.id}>
            <Picture
              alt={alt}
              cut={index === 0}
              picture={picture}
              priority={index === 0}
              ratio={1}
              sizes={
                index === 0
                  ? "(min-width: 64rem) 55vw, (min-width: 48rem) 44vw, 92vw"
                  : "(min-width: 64rem) 27vw, (min-width: 48rem) 21vw, 92vw"
              }
              widest={1600}
            />
          </a>
        ))}
      </section>
    </GalleryZoom>
  );
}
