/** Names a listing by what it depends on. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

const READ = /^(q|category|brand|price|stock|sort|page|attr\..{1,40})$/;

/** Makes one name for equal questions: parameters that are not read are left out, the others are put in one order. */
export function listingName(locale: Locale, query: Record<string, string[]>): string {
  const read = Object.entries(query)
    .filter(([key]) => READ.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `listing ${locale} ${JSON.stringify(read)}`;
}
