/** The way through a list that is read by cursor: back to its first page, on to the next. */
import styles from "../admin.module.css";

interface PagerProps {
  texts: { pages: string; first: string; next: string };
  /** Address of the first page, with the query that chooses the list. */
  path: string;
  isFirstPage: boolean;
  nextCursor: string | null;
}

/** Draws the way back to the first page and on to the next. */
export function Pager({ texts, path, isFirstPage, nextCursor }: PagerProps) {
  const more = path.includes("?") ? "&" : "?";
  return (
    <nav aria-label={texts.pages} className={styles.pager}>
      {!isFirstPage && (
        <a className="button quiet" href={path}>
          {texts.first}
        </a>
      )}
      {nextCursor && (
        <a className="button quiet" href={`${path}${more}cursor=${encodeURIComponent(nextCursor)}`}>
          {texts.next}
        </a>
      )}
    </nav>
  );
}
