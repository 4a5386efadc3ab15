/** A colour next to its name. The fill is an SVG attribute: the page's policy allows no inline styles. */
import styles from "./colour-dot.module.css";

/** Draws a colour next to its name; `hex` with its `#`. */
export function ColourDot({ hex }: { hex: string }) {
  return (
    <svg aria-hidden="true" className={styles.dot} height="14" viewBox="0 0 14 14" width="14">
      <circle cx="7" cy="7" fill={hex} r="6.5" />
    </svg>
  );
}
