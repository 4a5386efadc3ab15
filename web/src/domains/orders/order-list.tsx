/** A member's orders, the newest first, narrowed by state and period. */
import type { Locale } from "@edgemart/contracts/locale";
import type { OrderCard } from "@edgemart/contracts/order";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import frame from "./frame.module.css";
import { localText } from "./local-text.ts";
import styles from "./order.module.css";
import { listPath, type OrderFilter, PERIODS, STATUSES } from "./order-filter.ts";
import { OrderPicture } from "./order-picture.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  orders: readonly OrderCard[];
  filter: OrderFilter;
  nextCursor: string | null;
  /** Not the newest page. */
  isLater: boolean;
}

const ALL: OrderFilter = { status: null, period: null };

/** Draws the orders of one page, or how to come by one. */
export function OrderList({ lang, messages, orders, filter, nextCursor, isLater }: ListProps) {
  const texts = messages.orders;
  const isNarrowed = filter.status !== null || filter.period !== null;
  const isEmpty = orders.length === 0 && !isLater;
  if (isEmpty && !isNarrowed) {
    return (
      <Empty
        action={texts.emptyAction}
        href={`/${lang}/products`}
        text={texts.emptyText}
        title={texts.empty}
      />
    );
  }
  return (
    <>
      <Filter {...{ lang, texts, filter }} />
      {isEmpty ? (
        <Empty
          action={texts.filter.clear}
          href={listPath(lang, ALL, null)}
          text={texts.filter.noneText}
          title={texts.filter.none}
        />
      ) : (
        <ul className={styles.list}>
          {orders.map((order) => (
            <Card key={order.id} {...{ lang, texts, order }} />
          ))}
        </ul>
      )}
      <div className={frame.actions}>
        {isLater && (
          <a className="button quiet" href={listPath(lang, filter, null)}>
            {texts.newest}
          </a>
        )}
        {nextCursor && (
          <a className="button quiet" href={listPath(lang, filter, nextCursor)}>
            {texts.more}
          </a>
        )}
      </div>
    </>
  );
}

type Texts = Messages["orders"];

function Filter({ lang, texts, filter }: { lang: Locale; texts: Texts; filter: OrderFilter }) {
  const of = texts.filter;
  return (
    <form action={listPath(lang, ALL, null)} className={styles.filter}>
      <SelectField
        label={of.status}
        name="status"
        options={[
          ["", of.any],
          ...STATUSES.map((status): [string, string] => [status, texts.states[status]]),
        ]}
        value={filter.status ?? ""}
      />
      <SelectField
        label={of.period}
        name="period"
        options={[
          ["", of.any],
          ...PERIODS.map((days): [string, string] => [days, of.periods[days]]),
        ]}
        value={filter.period ?? ""}
      />
      <button className="button quiet" type="submit">
        {of.show}
      </button>
    </form>
  );
}

function Card({ lang, texts, order }: { lang: Locale; texts: Texts; order: OrderCard }) {
  const title = localText(order.title, lang);
  const others = order.lineCount - 1;
  return (
    <li className={styles.card}>
      <OrderPicture id={order.pictureId} />
      <div className={styles.cardText}>
        <p className={styles.badge}>
          {order.status === "PAID" && order.fulfilment !== "none"
            ? texts.fulfilments[order.fulfilment]
            : texts.states[order.status]}
          {order.hasRefund && ` · ${texts.hasRefund}`}
        </p>
        <p lang={languageOf(title)}>
          {others > 0 ? fill(texts.andMore, { title, count: others }) : title}
        </p>
        <p className={frame.soft}>
          {shownTime(order.placedAt, lang, "day")} · {formatMoney(order.total, lang)}
        </p>
        <a
          aria-label={fill(texts.viewOf, { number: order.number })}
          href={`/${lang}/orders/${order.id}`}
        >
          {order.number}
        </a>
      </div>
    </li>
  );
}

interface EmptyProps {
  title: string;
  text: string;
  action: string;
  href: string;
}

function Empty({ title, text, action, href }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p className={frame.soft}>{text}</p>
      <a className="button" href={href}>
        {action}
      </a>
    </div>
  );
}
