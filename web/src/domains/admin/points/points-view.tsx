/** One member's points: what there is, the form that adjusts it, and the ledger. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import type { PointBalance, PointLedgerEntry } from "@edgemart/contracts/points";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { ActFields } from "../parts/act-form.tsx";
import { ChoiceFilter } from "../parts/choice-filter.tsx";
import { type Desk, formOfDesk } from "../parts/desk.ts";
import { Pager } from "../parts/pager.tsx";
import { SalesHead } from "../parts/sales-head.tsx";
import { LedgerTable } from "./ledger-table.tsx";

interface ViewProps {
  desk: Desk;
  member: Member;
  balance: PointBalance;
  ledger: { items: PointLedgerEntry[]; nextCursor: string | null };
  /** The kind that is shown; empty for all. */
  type: string;
  isFirstPage: boolean;
}

/** Draws sums, form and ledger. */
export function PointsDesk({ desk, member, balance, ledger, type, isFirstPage }: ViewProps) {
  const { lang, messages } = desk;
  const texts = messages.admin.points;
  const page = `/${lang}/admin/points/${member.id}`;
  return (
    <>
      <SalesHead current="points" desk={desk} />
      <p>
        {member.email} · <a href={`/${lang}/admin/members/${member.id}`}>{texts.member}</a>
      </p>
      <Sums {...{ lang, messages, balance }} />
      <section aria-labelledby="adjust-title" className={styles.part}>
        <h2 id="adjust-title">{texts.adjust}</h2>
        <ActFields
          act="adjust"
          desk={desk}
          form={formOfDesk(desk, "adjust")}
          fresh
          hidden={{ member: member.id }}
          part="adjust"
          reason="needed"
          reasonLabel={texts.reason}
          reasonMax={300}
          text={texts.adjustText}
          title={texts.adjust}
        >
          {(form) => (
            <Field
              {...form.field("amount")}
              help={texts.amountHelp}
              label={texts.amount}
              maxLength={16}
              required
            />
          )}
        </ActFields>
      </section>
      <div className={styles.part}>
        <h2 id="ledger">{texts.ledger}</h2>
        <ChoiceFilter
          action={page}
          label={texts.kind}
          name="type"
          options={[["", messages.admin.sales.all], ...Object.entries(messages.points.types)]}
          submit={texts.show}
          value={type}
        />
        <LedgerTable {...{ lang, messages }} entries={ledger.items} />
        <Pager
          isFirstPage={isFirstPage}
          nextCursor={ledger.nextCursor}
          path={type ? `${page}?type=${type}` : page}
          texts={messages.admin.sales}
        />
      </div>
    </>
  );
}

interface SumsProps {
  lang: Locale;
  messages: Messages;
  balance: PointBalance;
}

function Sums({ lang, messages, balance }: SumsProps) {
  const { points: texts, sales } = messages.admin;
  const points = (count: number) => fill(sales.points, { points: count.toLocaleString(lang) });
  const { pending, expiring } = balance;
  return (
    <>
      <dl className={styles.levels}>
        {(
          [
            [texts.available, balance.available],
            [texts.balance, balance.balance],
            [texts.held, balance.held],
            [texts.pending, balance.pendingTotal],
            [texts.owed, balance.owed],
          ] as const
        ).map(([term, count]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{points(count)}</dd>
          </div>
        ))}
      </dl>
      {pending.length + expiring.length > 0 && (
        <dl className={styles.facts}>
          {pending.length > 0 && (
            <>
              <dt>{texts.pending}</dt>
              <dd>
                {pending.map(({ amount, orderId }) => (
                  <a
                    className={styles.line}
                    href={`/${lang}/admin/orders/${orderId}`}
                    key={orderId}
                  >
                    {fill(texts.pendingOf, {
                      points: amount.toLocaleString(lang),
                      order: orderId,
                    })}
                  </a>
                ))}
              </dd>
            </>
          )}
          {expiring.length > 0 && (
            <>
              <dt>{texts.expiring}</dt>
              <dd>
                {expiring.map(({ amount, expiresAt }) => (
                  <span className={styles.line} key={`${expiresAt} ${amount}`}>
                    {fill(texts.expiringOn, {
                      points: amount.toLocaleString(lang),
                      day: shownTime(expiresAt, lang, "day"),
                    })}
                  </span>
                ))}
              </dd>
            </>
          )}
        </dl>
      )}
    </>
  );
}
