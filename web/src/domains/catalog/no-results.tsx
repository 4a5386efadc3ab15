/** A list without products, and every way out of it. */

import Link from "next/link";
import { languageOf } from "#components/language-of.ts";
import { Quoting } from "#components/quoting.tsx";
import { fill } from "#messages/messages.ts";
import type { ListingProps } from "./listing-props.ts";
import { isFiltered, listingPath, unfiltered } from "./listing-query.ts";
import styles from "./no-results.module.css";

/** Draws what is said where nothing was found, with ways on. */
export function NoResults({ listing, categories, state, lang, messages }: ListingProps) {
  const texts = messages.listing;
  const last = Math.max(1, listing.pageCount);
  const isBeyond = listing.total > 0;
  return (
    <div className={styles.empty}>
      <h2>
        {isBeyond ? (
          texts.beyond
        ) : state.q ? (
          <Quoting text={fill(texts.emptyFor, { q: state.q })} words={[state.q]} />
        ) : (
          texts.empty
        )}
      </h2>
      <p>
        {isBeyond
          ? fill(texts.beyondHelp, { page: last })
          : isFiltered(state)
            ? texts.filteredHelp
            : texts.emptyHelp}
      </p>
      <div className={styles.ways}>
        {isBeyond && (
          <Link
            className="button"
            href={listingPath(lang, { ...state, page: last })}
            prefetch={false}
          >
            {texts.lastPage}
          </Link>
        )}
        {!isBeyond && isFiltered(state) && (
          <Link className="button" href={listingPath(lang, unfiltered(state))} prefetch={false}>
            {texts.clearAll}
          </Link>
        )}
        <Link className="button quiet" href={`/${lang}/products`} prefetch={false}>
          {texts.emptyAction}
        </Link>
      </div>
      {!isBeyond && categories.length > 0 && (
        <nav aria-labelledby="other-categories" className={styles.categories}>
          <h3 id="other-categories">{texts.emptyCategories}</h3>
          <ul>
            {categories
              .filter(({ parentSlug, productCount }) => parentSlug === null && productCount > 0)
              .map((category) => (
                <li key={category.slug}>
                  <Link
                    href={`/${lang}/products?category=${category.slug}`}
                    lang={languageOf(category.name)}
                    prefetch={false}
                  >
                    {category.name}
                  </Link>{" "}
                  <span>{category.productCount}</span>
                </li>
              ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
