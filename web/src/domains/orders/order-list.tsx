/** A member's orders, the newest first. */
import type { Locale } from "@edgemart/contracts/locale";
import type { OrderCard } from "@edgemart/contracts/order";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { localText } from "./local-text.ts";
import styles from "./order.module.css";
import { OrderPicture } from "./order-picture.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  orders: readonly OrderCard[];
  nextCursor: string | null;
  /** Not the newest page. */
  isLater: boolean;
}

/** Draws the orders of one page, or how to come by one. */
export function OrderList({ lang, messages, orders, nextCursor, isLater }: ListProps) {
  const texts = messages.orders;
  const list = `/${lang}/account/orders`;
  if (orders.length === 0 && !isLater) {
    return (
      <div className={styles.empty}>
        <h2>{texts.empty}</h2>
        <p className={styles.soft}>{texts.emptyText}</p>
        <a className="button" href={`/${lang}/products`}>
          {texts.emptyAction}
        </a>
      </div>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {orders.map((order) => {
          const title = localText(order.title, lang);
          const others = order.lineCount - 1;
          return (
            <li className={styles.card} key={order.id}>
              <OrderPicture id={order.pictureId} />
              <div className={styles.cardText}>
                <p className={styles.badge}>
                  {order.status === "PAID" && order.fulfilment !== "none"
                    ? texts.fulfilments[order.fulfilment]
                    : texts.states[order.status]}
                </p>
                <p lang={languageOf(title)}>
                  {others > 0 ? fill(texts.andMore, { title, count: others }) : title}
                </p>
                <p className={styles.soft}>
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
        })}
      </ul>
      <div className={styles.actions}>
        {isLater && (
          <a className="button quiet" href={list}>
            {texts.newest}
          </a>
        )}
        {nextCursor && (
          <a className="button quiet" href={`${list}?cursor=${encodeURIComponent(nextCursor)}`}>
            {texts.more}
          </a>
        )}
      </div>
    </>
  );
}
