/** Search results and lists: categories, filters, order, products, pages; every control is a link or a form. */
import { languageOf } from "#components/language-of.ts";
import { Quoting } from "#components/quoting.tsx";
import { fill } from "#messages/messages.ts";
import { FilterChips } from "./filter-chips.tsx";
import { FilterPanel } from "./filter-panel.tsx";
import { LinkRow } from "./link-row.tsx";
import type { ListingProps } from "./listing-props.ts";
import { isFiltered, type ListingState, listingPath } from "./listing-query.ts";
import styles from "./listing-view.module.css";
import { NoResults } from "./no-results.tsx";
import { Pagination } from "./pagination.tsx";
import { PopularRail } from "./popular-rail.tsx";
import { ProductGrid } from "./product-grid.tsx";

const SORTS = ["popularity", "newest", "price", "-price"] as const;

/** Draws a listing, or what is said where nothing was found. */
export function ListingView(props: ListingProps) {
  const { listing, categories, state, title, lang, messages } = props;
  const texts = messages.listing;
  const to = (change: Partial<ListingState>) => listingPath(lang, { ...state, page: 1, ...change });
  const sorts = state.q ? (["relevance", ...SORTS] as const) : SORTS;
  const hasFilters = listing.total > 0 || isFiltered(state) || Object.keys(state.unread).length > 0;
  return (
    <>
      <div className={styles.head}>
        <h1 lang={state.q ? undefined : languageOf(title)}>
          <Quoting text={title} words={[state.q]} />
        </h1>
        <p className={styles.count} role="status">
          {fill(messages.product.count, { count: listing.total })}
        </p>
      </div>
      <div className={styles.controls}>
        <LinkRow
          label={texts.categories}
          links={[
            { text: texts.everything, href: to({ category: null }), current: !state.category },
            ...categories
              .filter((category) => category.parentSlug === null)
              .map((category) => ({
                text: category.name,
                href: to({ category: category.slug }),
                current: category.slug === state.category,
              })),
          ]}
        />
      </div>
      <div className={hasFilters ? styles.layout : undefined}>
        {hasFilters && <FilterPanel lang={lang} listing={listing} state={state} texts={texts} />}
        {listing.total > 0 && (
          <div className={styles.sort}>
            <LinkRow
              label={texts.sort}
              links={sorts.map((sort) => ({
                text: texts.sorts[sort],
                href: to({ sort }),
                current: sort === listing.sort,
              }))}
              quiet
            />
          </div>
        )}
        {/* Another list is another element: its tiles take no way across the page. */}
        <div className={styles.results} key={listingPath(lang, state)}>
          {Object.keys(state.unread).length > 0 && (
            <p className={styles.problem} role="alert">
              {texts.priceWrong}
            </p>
          )}
          <FilterChips facets={listing.facets} lang={lang} state={state} texts={texts} />
          {listing.items.length > 0 ? (
            <ProductGrid
              beside={hasFilters}
              lang={lang}
              level="h2"
              priorities={4}
              products={listing.items}
              texts={messages.product}
            />
          ) : (
            <NoResults {...props} />
          )}
          {listing.items.length > 0 && (
            <Pagination
              hrefOf={(page) => to({ page })}
              page={listing.page}
              pageCount={listing.pageCount}
              texts={texts}
            />
          )}
        </div>
      </div>
      {listing.total === 0 && <PopularRail lang={lang} messages={messages} />}
    </>
  );
}
