/** Names a listing by what it depends on. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

const READ = /^(q|category|brand|price|stock|sort|page|attr\..{1,40})$/;

/** One name for equal questions: parameters nobody reads are left out, the others stand in one order. */
export function listingName(locale: Locale, query: Record<string, string[]>): string {
  const read = Object.entries(query)
    .filter(([key]) => READ.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `listing ${locale} ${JSON.stringify(read)}`;
}
