/** One fact of a list of facts: its name and its value, next to each other. */
import type { ReactNode } from "react";

/** Draws the fact; nothing where there is no value. */
export function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "" || children === false)
    return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
