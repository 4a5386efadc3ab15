/** How a problem that no page speaks of is shown to people. Pure. */

/** Kinds of problems that have a sentence of their own. */
export type RefusalKind = "large" | "unreadable" | "foreign" | "busy" | "away";

/** Gives the kind of an HTTP status. */
export function refusalKind(status: number): RefusalKind {
  if (status === 413) return "large";
  if (status === 401 || status === 403) return "foreign";
  if (status === 429) return "busy";
  return status >= 500 || status === 408 ? "away" : "unreadable";
}
