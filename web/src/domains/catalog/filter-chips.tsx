/** What narrows the list, each with a way to take it back, and all of it at once. */

import type { Facet } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./filter-chips.module.css";
import { type ListingState, listingPath, unfiltered, without } from "./listing-query.ts";

interface ChipsProps {
  state: ListingState;
  facets: Facet[];
  lang: Locale;
  texts: Messages["listing"];
}

/** Draws each chosen filter with the way to take it back. */
export function FilterChips({ state, facets, lang, texts }: ChipsProps) {
  const chips = chipsOf(state, facets, lang, texts);
  if (chips.length === 0) return null;
  return (
    <nav aria-label={texts.chosen}>
      <ul className={styles.chips}>
        {chips.map(({ key, text, href }) => (
          <li key={key}>
            <Link
              aria-label={fill(texts.takeBack, { name: text })}
              href={href}
              prefetch={false}
              scroll={false}
            >
              <span lang={languageOf(text)}>{text}</span>
              <svg aria-hidden="true" height="10" viewBox="0 0 10 10" width="10">
                <path d="M1 1l8 8M9 1 1 9" />
              </svg>
            </Link>
          </li>
        ))}
        <li>
          <Link
            className={styles.all}
            href={listingPath(lang, unfiltered(state))}
            prefetch={false}
            scroll={false}
          >
            {texts.clearAll}
          </Link>
        </li>
      </ul>
    </nav>
  );
}

function chipsOf(state: ListingState, facets: Facet[], lang: Locale, texts: Messages["listing"]) {
  const to = (next: ListingState) => listingPath(lang, { ...next, page: 1 });
  const values = Object.entries(state.chosen).flatMap(([key, chosen]) =>
    chosen.map((value) => {
      const known = facets.find((facet) => facet.key === key)?.values;
      const text = known?.find((each) => each.key === value)?.label ?? value;
      return { key: `${key}=${value}`, text, href: to(without(state, key, value)) };
    }),
  );
  const won = (amountMinor: number) => formatMoney({ amountMinor, currency: "KRW" }, lang);
  const { min, max } = state;
  const price =
    min !== null && max !== null
      ? fill(texts.priceBetween, { min: won(min), max: won(max) })
      : min !== null
        ? fill(texts.priceFrom, { min: won(min) })
        : max !== null
          ? fill(texts.priceTo, { max: won(max) })
          : null;
  return [
    ...values,
    ...(price ? [{ key: "price", text: price, href: to({ ...state, min: null, max: null }) }] : []),
    ...(state.inStock
      ? [{ key: "stock", text: texts.inStock, href: to({ ...state, inStock: false }) }]
      : []),
  ];
}
