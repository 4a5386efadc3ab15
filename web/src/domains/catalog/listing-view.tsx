/** Search results and lists: categories, order, products, pages; every control is a link. */
import type { Category, ProductListing } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { fill, type Messages } from "../../messages/messages.ts";
import { LinkRow } from "./link-row.tsx";
import { type ListingState, listingPath } from "./listing-query.ts";
import styles from "./listing-view.module.css";
import { Pagination } from "./pagination.tsx";
import { ProductGrid } from "./product-grid.tsx";

interface ListingProps {
  listing: ProductListing;
  categories: Category[];
  state: ListingState;
  title: string;
  lang: Locale;
  messages: Messages;
}

const SORTS = ["popularity", "newest", "price", "-price"] as const;

export function ListingView({ listing, categories, state, title, lang, messages }: ListingProps) {
  const texts = messages.listing;
  const to = (change: Partial<ListingState>) => listingPath(lang, { ...state, page: 1, ...change });
  const sorts = state.q ? (["relevance", ...SORTS] as const) : SORTS;
  return (
    <>
      <div className={styles.head}>
        <h1>{title}</h1>
        <p className={styles.count}>{fill(messages.product.count, { count: listing.total })}</p>
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
      {listing.items.length > 0 ? (
        <ProductGrid
          lang={lang}
          level="h2"
          priorities={4}
          products={listing.items}
          texts={messages.product}
        />
      ) : (
        <div className={styles.empty}>
          <h2>{texts.empty}</h2>
          <p>{texts.emptyHelp}</p>
          <Link className="button quiet" href={`/${lang}/products`} prefetch={false}>
            {texts.emptyAction}
          </Link>
        </div>
      )}
      <Pagination
        hrefOf={(page) => to({ page })}
        page={listing.page}
        pageCount={listing.pageCount}
        texts={texts}
      />
    </>
  );
}
