/** Numbered pages as links, so that they can be shared, crawled and used without script. */
import Link from "next/link";
import type { Messages } from "#messages/messages.ts";
import { pageLinks } from "./listing-query.ts";
import styles from "./pagination.module.css";

interface PaginationProps {
  page: number;
  pageCount: number;
  hrefOf(page: number): string;
  texts: Messages["listing"];
}

/** Draws the numbered pages of a listing. */
export function Pagination({ page, pageCount, hrefOf, texts }: PaginationProps) {
  if (pageCount < 2) return null;
  return (
    <nav aria-label={texts.pages} className={styles.pages}>
      {page > 1 && (
        <Link href={hrefOf(page - 1)} prefetch={false} rel="prev">
          {texts.previous}
        </Link>
      )}
      <ol>
        {pageLinks(page, pageCount).map((number, index, all) => (
          <li key={number ?? `gap-${all[index - 1]}`}>
            {number === null ? (
              <span aria-hidden="true">…</span>
            ) : (
              <Link
                aria-current={number === page ? "page" : undefined}
                href={hrefOf(number)}
                prefetch={false}
              >
                {number}
              </Link>
            )}
          </li>
        ))}
      </ol>
      {page < pageCount && (
        <Link href={hrefOf(page + 1)} prefetch={false} rel="next">
          {texts.next}
        </Link>
      )}
    </nav>
  );
}
