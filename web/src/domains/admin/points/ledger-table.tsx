/** The ledger of one member as a table: each movement, its other side, and the lots it touched. */
import type { Locale } from "@edgemart/contracts/locale";
import type { PointLedgerEntry } from "@edgemart/contracts/points";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";

interface TableProps {
  lang: Locale;
  messages: Messages;
  entries: readonly PointLedgerEntry[];
}

/** Draws the lines, newest first. */
export function LedgerTable({ lang, messages, entries }: TableProps) {
  const texts = messages.admin.points;
  const signed = new Intl.NumberFormat(lang, { signDisplay: "exceptZero" });
  return (
    <AdminList
      columns={[
        texts.at,
        texts.kind,
        { number: texts.change },
        { number: texts.after },
        texts.otherSide,
        texts.from,
        texts.lots,
      ]}
      isStacked
      items={entries}
      named={{ titledBy: "ledger" }}
      none={texts.noLines}
      row={(entry) => (
        <tr key={entry.id}>
          <td className={styles.nowrap}>
            <time dateTime={entry.createdAt}>{shownTime(entry.createdAt, lang, "second")}</time>
          </td>
          <td>
            {messages.points.reasons[entry.reason]}
            {entry.description && (
              <>
                <br />
                <span className={styles.soft} lang={languageOf(entry.description)}>
                  {entry.description}
                </span>
              </>
            )}
          </td>
          <td className={styles.number} data-term={texts.change}>
            {signed.format(entry.amount)}
          </td>
          <td className={styles.number} data-term={texts.after}>
            {entry.balanceAfter.toLocaleString(lang)}
          </td>
          <td className={styles.nowrap} data-term={texts.otherSide}>
            {texts.accounts[entry.account]}
          </td>
          <td>
            <Reference {...{ lang, entry }} />
          </td>
          <td>
            {entry.lots.map(({ id, amount, returned }) => (
              <span className={styles.line} key={id}>
                {fill(returned > 0 ? texts.lotReturned : texts.lot, {
                  ...{ id, amount: amount.toLocaleString(lang) },
                  returned: returned.toLocaleString(lang),
                })}
              </span>
            ))}
          </td>
        </tr>
      )}
    />
  );
}

/** Where a reference of each kind is looked at. */
const PAGES: Record<string, string> = { ORDER: "orders", PAYMENT: "payments" };

function Reference({ lang, entry }: { lang: Locale; entry: PointLedgerEntry }) {
  const { referenceType, referenceId } = entry;
  const code = <code className={styles.code}>{referenceId}</code>;
  const page = PAGES[referenceType];
  return page ? <a href={`/${lang}/admin/${page}/${referenceId}`}>{code}</a> : code;
}
