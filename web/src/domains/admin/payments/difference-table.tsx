/** Differences between the gateway's books and these, as a table. */

import type { Locale } from "@edgemart/contracts/locale";
import type { PaymentDifference } from "@edgemart/contracts/payment-books";
import type { ReactNode } from "react";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { DataFacts } from "../parts/data-facts.tsx";

interface TableProps {
  lang: Locale;
  messages: Messages;
  items: readonly PaymentDifference[];
  /** Id of the text that names it. */
  titledBy: string;
  /** Draws what can be done with an open one. */
  act?: (difference: PaymentDifference) => ReactNode;
}

/** Draws the rows: what differs, since when, and the note of one that is closed. */
export function DifferenceTable({ lang, messages, items, titledBy, act }: TableProps) {
  const texts = messages.admin.payments;
  return (
    <AdminList
      columns={[texts.day, texts.kind, texts.id, texts.data, texts.closedAt]}
      isStacked
      items={items}
      named={{ titledBy }}
      none={texts.noDifferences}
      row={(each) => (
        <tr key={each.id}>
          <td className={styles.nowrap}>{each.day}</td>
          <th scope="row">{texts.kinds[each.kind]}</th>
          <td>
            <PaymentOf id={each.paymentId} lang={lang} />
          </td>
          <td className={styles.changes}>
            <DataFacts data={each.data} texts={messages.admin.timeline.details} />
          </td>
          <td>
            {each.closedAt ? (
              <>
                <time dateTime={each.closedAt}>{shownTime(each.closedAt, lang, "minute")}</time>
                {each.note && (
                  <span className={styles.line} lang={languageOf(each.note)}>
                    {each.note}
                  </span>
                )}
              </>
            ) : (
              act?.(each)
            )}
          </td>
        </tr>
      )}
    />
  );
}

/** What the gateway names need not be a payment of ours. */
function PaymentOf({ id, lang }: { id: string; lang: Locale }) {
  const code = <code className={styles.code}>{id}</code>;
  return id.startsWith("pay_") ? <a href={`/${lang}/admin/payments/${id}`}>{code}</a> : code;
}
