/** Payments as a table: what needs a person, search, rows, pages. */

import type { Locale } from "@edgemart/contracts/locale";
import type { AdminPayment, PaymentCounts } from "@edgemart/contracts/payment-admin";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { ListSearch } from "../parts/list-search.tsx";
import { SubMenu } from "../parts/sub-menu.tsx";
import { PaymentBadges } from "./payment-badges.tsx";
import { PAYMENT_FILTER, type PaymentFilter } from "./payment-filter.ts";
import { ReferenceLink } from "./reference-link.tsx";

interface TableProps {
  lang: Locale;
  messages: Messages;
  filter: PaymentFilter;
  payments: readonly AdminPayment[];
  nextCursor: string | null;
  /** Null when they could not be asked. */
  counts: PaymentCounts | null;
}

/** Draws the list. */
export function PaymentTable(props: TableProps) {
  const { lang, messages, filter, payments, nextCursor } = props;
  const { payments: texts, sales } = messages.admin;
  return (
    <>
      <SubMenu current="payments" label={sales.menu} lang={lang} menu="sales" texts={sales.parts} />
      <Waiting {...props} />
      <PaymentSearch {...{ lang, messages, filter }} />
      <AdminList
        columns={[
          texts.id,
          texts.reference,
          { number: texts.amount },
          { number: texts.refunded },
          texts.instrument,
          texts.created,
        ]}
        isSearched
        isStacked
        items={payments}
        named={{ label: texts.title }}
        none={texts.none}
        pages={{
          ...{ texts: sales, nextCursor, isFirstPage: !filter.cursor },
          path: `/${lang}${PAYMENT_FILTER.path(filter, "")}`,
        }}
        row={(payment) => <PaymentRow key={payment.id} {...{ lang, messages, payment }} />}
      />
    </>
  );
}

function Waiting({ lang, messages, counts }: TableProps) {
  const texts = messages.admin.payments;
  if (!counts) return null;
  if (Object.values(counts).every((count) => count === 0)) {
    return <p className={styles.soft}>{texts.noneWaiting}</p>;
  }
  return (
    <p className={styles.alarm}>
      {fill(texts.waiting, counts)}{" "}
      <a href={`/${lang}/admin/payments?attention=true`}>{texts.seeWaiting}</a>
      {counts.differences > 0 && (
        <>
          {" · "}
          <a href={`/${lang}/admin/payments/differences`}>{texts.seeDifferences}</a>
        </>
      )}
    </p>
  );
}

function PaymentSearch({
  lang,
  messages,
  filter,
}: Pick<TableProps, "lang" | "messages" | "filter">) {
  const { payments: texts, sales } = messages.admin;
  const choice = (name: "status" | "purpose" | "instrument", words: Record<string, string>) => (
    <SelectField
      label={texts[name]}
      name={name}
      options={[["", sales.all], ...Object.entries(words)]}
      value={filter[name]}
    />
  );
  const { points: _points, ...instruments } = sales.instruments;
  return (
    <ListSearch
      action={`/${lang}/admin/payments`}
      id="payment-q"
      q={filter.q}
      texts={{ search: texts.search, submit: sales.search }}
    >
      {choice("status", texts.states)}
      {choice("purpose", texts.purposes)}
      {choice("instrument", instruments)}
      <SelectField
        label={texts.attention}
        name="attention"
        options={[
          ["", sales.all],
          ["true", texts.onlyAttention],
        ]}
        value={filter.attention}
      />
    </ListSearch>
  );
}

interface RowProps {
  lang: Locale;
  messages: Messages;
  payment: AdminPayment;
}

function PaymentRow({ lang, messages, payment }: RowProps) {
  const { payments: texts, sales } = messages.admin;
  return (
    <tr>
      <th scope="row">
        <a href={`/${lang}/admin/payments/${payment.id}`}>
          <code className={styles.code}>{payment.id}</code>
        </a>
        <PaymentBadges payment={payment} texts={texts} />
      </th>
      <td>
        {texts.purposes[payment.purpose]}
        <br />
        <ReferenceLink lang={lang} payment={payment} />
      </td>
      <td className={`${styles.number} ${styles.nowrap}`} data-term={texts.amount}>
        {formatMoney(payment.amount, lang)}
      </td>
      <td className={`${styles.number} ${styles.nowrap}`} data-term={texts.refunded}>
        {formatMoney(payment.refundedAmount, lang)}
      </td>
      <td className={styles.nowrap}>
        {payment.instrument ? sales.instruments[payment.instrument] : sales.instruments.points}
      </td>
      <td className={styles.nowrap}>
        <time dateTime={payment.createdAt}>{shownTime(payment.createdAt, lang, "minute")}</time>
      </td>
    </tr>
  );
}
