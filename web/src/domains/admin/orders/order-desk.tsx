/** One order as staff see it: what state it is in and why, what is owed next, what can be done, and all that belongs to it. */
import { shownTime } from "#components/shown-time.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { SalesHead } from "../parts/sales-head.tsx";
import { CustomerFacts } from "./customer-facts.tsx";
import { LineTable } from "./line-table.tsx";
import { MoneyFacts } from "./money-facts.tsx";
import { OrderActs } from "./order-acts.tsx";
import { attentionWord, OrderBadges } from "./order-badges.tsx";
import { OrderChanges } from "./order-changes.tsx";
import type { OrderOnDesk } from "./order-on-desk.ts";
import { OrderParcels } from "./order-parcels.tsx";
import { OrderViews } from "./order-views.tsx";
import { StepTable } from "./step-table.tsx";

/** Draws the page: what someone woken at night needs is at the top. */
export function OrderDesk({ desk, order }: OrderOnDesk) {
  const texts = desk.messages.admin.order;
  return (
    <>
      <SalesHead current="orders" desk={desk} />
      <Standing desk={desk} order={order} />
      <OrderViews current="overview" desk={desk} order={order} />
      <div className={styles.part}>
        <h2 id="steps">{texts.steps}</h2>
        <StepTable desk={desk} order={order} />
      </div>
      {hasActs(order) && (
        <section aria-labelledby="acts" className={styles.part}>
          <h2 id="acts">{texts.acts}</h2>
          <OrderActs desk={desk} order={order} />
        </section>
      )}
      <div className={styles.part}>
        <h2 id="lines">{texts.lines}</h2>
        <LineTable desk={desk} order={order} />
      </div>
      <div className={styles.cards}>
        <section aria-labelledby="amounts" className={styles.part}>
          <h2 id="amounts">{texts.amounts}</h2>
          <MoneyFacts desk={desk} order={order} />
        </section>
        <section aria-labelledby="customer" className={styles.part}>
          <h2 id="customer">{texts.customer}</h2>
          <CustomerFacts desk={desk} order={order} />
        </section>
      </div>
      <section aria-labelledby="parcels" className={styles.part}>
        <h2 id="parcels">{texts.parcels}</h2>
        <OrderParcels desk={desk} order={order} />
      </section>
      <section aria-labelledby="changes" className={styles.part}>
        <h2 id="changes">{texts.changes}</h2>
        <OrderChanges desk={desk} order={order} />
      </section>
    </>
  );
}

/** Anything that staff may do, to the order itself or to a part of it. */
function hasActs({ actions, shipments, changes }: OrderOnDesk["order"]): boolean {
  return [{ actions }, ...shipments, ...changes].some((each) => each.actions.length > 0);
}

function Standing({ desk, order }: OrderOnDesk) {
  const { lang, messages } = desk;
  const { order: texts, orders: words } = messages.admin;
  const help: Record<string, string> = words.attentionHelp;
  return (
    <>
      {order.attention && (
        <div className={styles.alarm}>
          <p>
            <strong>{attentionWord(order.attention, words)}</strong>
          </p>
          <p>{help[order.attention] ?? words.attentionHelp.other}</p>
        </div>
      )}
      <div>
        <OrderBadges order={order} texts={words} />
        {order.deadlineAt && (
          <p>{fill(texts.until, { time: shownTime(order.deadlineAt, lang, "second") })}</p>
        )}
        {order.cancelRequested && <p>{texts.cancelRequested}</p>}
      </div>
    </>
  );
}
