/** The filters: a form that asks for a list by its address. Next to the list on a desk; on a phone a popover, which needs no script. */
import type { ProductListing } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { FacetGroup } from "./facet-group.tsx";
import { FilterForm } from "./filter-form.tsx";
import styles from "./filter-panel.module.css";
import { type ListingState, listingPath } from "./listing-query.ts";

interface PanelProps {
  listing: ProductListing;
  state: ListingState;
  lang: Locale;
  texts: Messages["listing"];
}

const PANEL = "filters";
/** Groups that are open before anything of them is chosen. */
const OPEN_FIRST = 3;

/** Draws all filters of a listing. */
export function FilterPanel({ listing, state, lang, texts }: PanelProps) {
  const facets = listing.facets.filter(
    ({ key, values }) => (key === "brand" || key.startsWith("attr.")) && values.length > 0,
  );
  const stock = listing.facets.find(({ key }) => key === "stock")?.values[0];
  const chosen =
    Object.values(state.chosen).flat().length +
    Number(state.inStock) +
    Number(state.min !== null || state.max !== null);
  const kept = { q: state.q, category: state.category ?? "", sort: state.sort ?? "" };
  return (
    <div className={styles.place}>
      <button className={styles.open} popoverTarget={PANEL} type="button">
        <svg aria-hidden="true" height="16" viewBox="0 0 20 16" width="20">
          <path d="M0 3h20M0 13h20" />
          <circle cx="14" cy="3" r="2.5" />
          <circle cx="6" cy="13" r="2.5" />
        </svg>
        {texts.filters}
        {chosen > 0 && <b>{chosen}</b>}
      </button>
      <section aria-label={texts.filters} className={styles.panel} id={PANEL} popover="auto">
        <div className={styles.head}>
          <h2>{texts.filters}</h2>
          <button
            className={styles.close}
            popoverTarget={PANEL}
            popoverTargetAction="hide"
            type="button"
          >
            {texts.closeFilters}
          </button>
        </div>
        <FilterForm action={`/${lang}/products`} lang={lang} shown={listingPath(lang, state)}>
          {Object.entries(kept).map(
            ([name, value]) =>
              value && <input key={name} name={name} type="hidden" value={value} />,
          )}
          {stock && (
            <label className={styles.value}>
              <input defaultChecked={state.inStock} name="stock" type="checkbox" value="in" />
              <span>{texts.inStock}</span>
              <small>{stock.count}</small>
            </label>
          )}
          <PriceRange lang={lang} listing={listing} state={state} texts={texts} />
          {facets.map((facet, index) => (
            <FacetGroup
              facet={facet}
              more={texts.moreValues}
              isOpen={index < OPEN_FIRST || facet.values.some(({ selected }) => selected)}
              key={facet.key}
            />
          ))}
          <div className={styles.actions}>
            <button className="button" type="submit">
              {texts.apply}
            </button>
            <button
              className={`button quiet ${styles.done} needs-script`}
              popoverTarget={PANEL}
              popoverTargetAction="hide"
              type="button"
            >
              {fill(texts.showCount, { count: listing.total })}
            </button>
          </div>
        </FilterForm>
      </section>
    </div>
  );
}

function PriceRange({ listing, state, lang, texts }: PanelProps) {
  const range = listing.priceRange;
  const won = (amountMinor: number) => formatMoney({ amountMinor, currency: "KRW" }, lang);
  const isWrong = Object.keys(state.unread).length > 0;
  const wrong = (bound: "min" | "max") =>
    state.unread[bound] === undefined
      ? {}
      : { "aria-invalid": true, "aria-describedby": "price-problem" };
  return (
    <fieldset className={styles.price}>
      <legend>{texts.price}</legend>
      <div>
        <input
          aria-label={texts.priceMin}
          autoComplete="off"
          defaultValue={state.unread.min ?? state.min ?? ""}
          inputMode="numeric"
          maxLength={16}
          name="min"
          {...wrong("min")}
          placeholder={range ? String(range.minMinor) : "0"}
        />
        <span aria-hidden="true">–</span>
        <input
          aria-label={texts.priceMax}
          autoComplete="off"
          defaultValue={state.unread.max ?? state.max ?? ""}
          inputMode="numeric"
          maxLength={16}
          name="max"
          {...wrong("max")}
          placeholder={range ? String(range.maxMinor) : ""}
        />
        <span aria-hidden="true">₩</span>
      </div>
      {isWrong && (
        <p className={styles.wrong} id="price-problem">
          {texts.priceWrong}
        </p>
      )}
      {range && range.minMinor < range.maxMinor && (
        <p>{fill(texts.priceBetween, { min: won(range.minMinor), max: won(range.maxMinor) })}</p>
      )}
    </fieldset>
  );
}
