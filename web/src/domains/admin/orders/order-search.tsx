/** The search above the list of orders: words and states at once, the rest where it is wanted. */
import type { Locale } from "@edgemart/contracts/locale";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { hasMore, isNarrowed, type OrderFilter } from "./order-filter.ts";

interface SearchProps {
  lang: Locale;
  messages: Messages;
  filter: OrderFilter;
}

/** Draws the fields; a list that was found has an address of its own. */
export function OrderSearch({ lang, messages, filter }: SearchProps) {
  const { orders: texts, sales } = messages.admin;
  const choice = (
    name: "status" | "fulfilment" | "money" | "instrument",
    words: Record<string, string>,
  ) => (
    <SelectField
      label={texts[name]}
      name={name}
      options={[["", sales.all], ...Object.entries(words)]}
      value={filter[name]}
    />
  );
  return (
    <search>
      <form action={`/${lang}/admin/orders`} className={styles.wide} method="get">
        <div className={styles.filters}>
          <Field
            autoComplete="off"
            defaultValue={filter.q}
            id="order-q"
            label={texts.search}
            maxLength={80}
            minLength={2}
            name="q"
            type="search"
          />
          {choice("status", texts.states)}
          <SelectField
            label={texts.attention}
            name="attention"
            options={[
              ["", sales.all],
              ["any", texts.anyAttention],
              ...Object.entries(texts.attentions),
            ]}
            value={filter.attention}
          />
          <button className="button" type="submit">
            {sales.search}
          </button>
        </div>
        <details open={hasMore(filter)}>
          <summary className={styles.link}>{texts.more}</summary>
          <div className={styles.more}>
            {choice("fulfilment", texts.fulfilments)}
            {choice("money", texts.moneys)}
            {choice("instrument", sales.instruments)}
            <Field defaultValue={filter.from} label={sales.from} name="from" type="date" />
            <Field defaultValue={filter.to} label={sales.to} name="to" type="date" />
          </div>
        </details>
        {isNarrowed(filter) && (
          <p>
            <a className={styles.link} href={`/${lang}/admin/orders`}>
              {texts.clear}
            </a>
          </p>
        )}
      </form>
    </search>
  );
}
