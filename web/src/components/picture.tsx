/** The one way to show a picture: sized before it loads, blurred until it has, never through Next's optimiser. */

import type { Picture as PictureInfo } from "@edgemart/contracts/images";
import { webConfig } from "../config.ts";
import { languageOf } from "./language-of.ts";
import styles from "./picture.module.css";
import { pictureSource } from "./picture-source.ts";
import { placeholderUrl } from "./placeholder.ts";

interface PictureProps {
  picture: PictureInfo | null;
  /** Width over height of the frame. */
  ratio: number;
  /** How wide it is shown, as in `<img sizes>`. */
  sizes: string;
  /** Replaces the picture's own text; empty where the text is next to it. */
  alt?: string;
  /** For the one picture a page is judged by. */
  priority?: boolean;
  /** Largest width worth offering. */
  widest?: number;
  /** Cuts the upper right corner, as the mark is cut. */
  cut?: boolean;
  /** Without the blurred preview: for a picture that covers another one. */
  bare?: boolean;
}

/** Draws a picture of the image CDN in a box that keeps its place, tone and ratio while it loads. */
export function Picture(props: PictureProps) {
  const { picture, ratio, sizes, alt, priority, widest = 960, cut, bare } = props;
  const frame = cut ? `${styles.frame} ${styles.cut}` : styles.frame;
  if (!picture) {
    return (
      <span className={frame}>
        <svg aria-hidden="true" className={styles.empty} viewBox={`0 0 ${ratio * 100} 100`} />
      </span>
    );
  }
  const source = pictureSource(picture, webConfig().NEXT_PUBLIC_CDN_DOMAIN, ratio, widest);
  const tone = bare ? null : placeholderUrl(picture.thumbhash);
  return (
    <span className={frame}>
      {tone && (
        // An SVG attribute and not a style: the page's policy allows no inline styles.
        <svg
          aria-hidden="true"
          className={styles.tone}
          preserveAspectRatio="none"
          viewBox="0 0 4 4"
        >
          <image height="4" href={tone} preserveAspectRatio="none" width="4" />
        </svg>
      )}
      {/* biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser */}
      <img
        alt={alt ?? picture.alt}
        lang={languageOf(alt ?? picture.alt)}
        className={styles.picture}
        decoding="async"
        fetchPriority={priority ? "high" : undefined}
        height={source.height}
        loading={priority ? "eager" : "lazy"}
        sizes={sizes}
        src={source.src}
        srcSet={source.srcSet}
        width={source.width}
      />
    </span>
  );
}
