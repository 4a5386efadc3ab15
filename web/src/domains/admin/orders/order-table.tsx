/** Orders as a table: how many need a person, search, rows, pages. */

import type { Locale } from "@edgemart/contracts/locale";
import type { AdminOrderCard } from "@edgemart/contracts/order-administration";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { inLang } from "../parts/in-lang.ts";
import { SubMenu } from "../parts/sub-menu.tsx";
import { OrderBadges } from "./order-badges.tsx";
import { isNarrowed, ORDER_FILTER, type OrderFilter } from "./order-filter.ts";
import { OrderSearch } from "./order-search.tsx";

interface TableProps {
  lang: Locale;
  messages: Messages;
  filter: OrderFilter;
  orders: readonly AdminOrderCard[];
  nextCursor: string | null;
  /** Orders that need a person; null when that could not be asked. */
  waiting: number | null;
  /** Most that are counted. */
  waitingMax: number;
}

/** Draws the list. */
export function OrderTable(props: TableProps) {
  const { lang, messages, filter, orders, nextCursor } = props;
  const { orders: texts, sales } = messages.admin;
  return (
    <>
      <SubMenu current="orders" label={sales.menu} lang={lang} menu="sales" texts={sales.parts} />
      <Waiting {...props} />
      <OrderSearch {...{ lang, messages, filter }} />
      <AdminList
        columns={[
          texts.number,
          { number: texts.total },
          texts.customer,
          texts.product,
          texts.instrument,
          texts.placed,
        ]}
        isSearched
        isStacked
        items={orders}
        named={{ label: texts.title }}
        none={isNarrowed(filter) ? texts.none : texts.noneYet}
        pages={{
          ...{ texts: sales, nextCursor, isFirstPage: !filter.cursor },
          path: `/${lang}${ORDER_FILTER.path(filter, "")}`,
        }}
        row={(order) => <OrderRow key={order.id} {...{ lang, messages, order }} />}
      />
    </>
  );
}

function Waiting({ lang, messages, waiting, waitingMax }: TableProps) {
  const texts = messages.admin.orders;
  if (waiting === null) return null;
  if (waiting === 0) return <p className={styles.soft}>{texts.noneWaiting}</p>;
  const isMore = waiting > waitingMax;
  const count = Math.min(waiting, waitingMax);
  return (
    <p className={styles.alarm}>
      {fill(isMore ? texts.waitingMany : texts.waiting, { count })}{" "}
      <a href={`/${lang}/admin/orders?attention=any`}>{texts.seeWaiting}</a>
    </p>
  );
}

interface RowProps {
  lang: Locale;
  messages: Messages;
  order: AdminOrderCard;
}

function OrderRow({ lang, messages, order }: RowProps) {
  const { orders: texts, sales } = messages.admin;
  const title = inLang(order.title, lang);
  const others = order.lineCount - 1;
  return (
    <tr>
      <th scope="row">
        <a className={styles.nowrap} href={`/${lang}/admin/orders/${order.id}`}>
          {order.number}
        </a>
        <OrderBadges order={order} texts={texts} />
      </th>
      <td className={`${styles.number} ${styles.nowrap}`}>{formatMoney(order.total, lang)}</td>
      <td className={styles.person}>
        <span lang={languageOf(order.name)}>{order.name}</span>
        <br />
        <span className={styles.soft}>{order.email}</span>
      </td>
      <td>
        <span lang={languageOf(title)}>{title}</span>
        {others > 0 && <> +{others}</>}
        {order.openReturns > 0 && (
          <>
            <br />
            {fill(texts.returns, { count: order.openReturns })}
          </>
        )}
      </td>
      <td className={styles.nowrap}>
        {order.instrument && sales.instruments[order.instrument]}
        {!order.instrument && order.money === "paid" && sales.instruments.points}
      </td>
      <td className={styles.nowrap}>
        <time dateTime={order.placedAt}>{shownTime(order.placedAt, lang, "minute")}</time>
      </td>
    </tr>
  );
}
