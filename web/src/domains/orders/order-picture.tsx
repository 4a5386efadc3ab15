/** The small picture of what was ordered; only its id is kept with the order. */
import { picturePath } from "@edgemart/contracts/images";
import { webConfig } from "#config.ts";
import styles from "./order-lines.module.css";

const SIDES = [160, 320] as const;

/** Draws the picture in a square that keeps its place. */
export function OrderPicture({ id }: { id: string | null }) {
  const cdn = webConfig().NEXT_PUBLIC_CDN_DOMAIN;
  const address = (side: number) => cdn + picturePath(id ?? "", { w: side, h: side, fit: "cover" });
  return (
    <span className={styles.frame}>
      {id && (
        // biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser
        <img
          alt=""
          decoding="async"
          height={80}
          loading="lazy"
          sizes="5rem"
          src={address(160)}
          srcSet={SIDES.map((side) => `${address(side)} ${side}w`).join(", ")}
          width={80}
        />
      )}
    </span>
  );
}
