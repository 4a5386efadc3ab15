/** Reads a list of the API page by page. Pure but for what it is given. */
import { err, ok, type Result } from "@edgemart/contracts/result";

interface ListPage<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * Gathers the items of a list.
 *
 * @param pagesMax bound of the calls that one request of a browser may make
 * @returns the items and, where there are more, the cursor they go on from · the failure of any page
 */
export async function everyPage<T>(
  ask: (cursor: string | null) => Promise<Result<ListPage<T>>>,
  pagesMax: number,
): Promise<Result<ListPage<T>>> {
  const items: T[] = [];
  let nextCursor: string | null = null;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await ask(nextCursor);
    if (!page.ok) return err(page.error.code, page.error);
    items.push(...page.value.items);
    nextCursor = page.value.nextCursor;
    if (nextCursor === null) break;
  }
  return ok({ items, nextCursor });
}
