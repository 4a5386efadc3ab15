/** Puts the notice of a page of many parts into the part it speaks of. Pure. */
import type { ReactNode } from "react";
import type { FormMessage } from "./form-message.ts";

/**
 * Gives what is shown at each part: the notice at one of them, nothing at the others.
 *
 * @param parts that are shown; the top of the page is `""`, and replaces a part that is not
 */
export function placedNotice(
  message: Pick<FormMessage, "part"> | null,
  parts: readonly string[],
  notice: ReactNode,
): (part: string) => ReactNode {
  const wanted = message?.part ?? "";
  const at = parts.includes(wanted) ? wanted : "";
  return (part) => (part === at ? notice : null);
}
