/** How a problem that no page speaks of is told to people. Pure. */

export type RefusalKind = "large" | "unreadable" | "foreign" | "busy" | "away";

export function refusalKind(status: number): RefusalKind {
  if (status === 413) return "large";
  if (status === 401 || status === 403) return "foreign";
  if (status === 429) return "busy";
  return status >= 500 || status === 408 ? "away" : "unreadable";
}
