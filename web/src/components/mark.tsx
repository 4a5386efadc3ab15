/** The mark in the colours of the theme. */
import { MARK } from "./mark-paths.ts";

/** Draws the shop's mark; `size` in CSS pixels. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg aria-hidden="true" focusable="false" height={size} viewBox="0 0 30 30" width={size}>
      <path d={MARK.sheet} fill="var(--accent)" />
      <path d={MARK.letter} fill="var(--on-accent)" />
    </svg>
  );
}
