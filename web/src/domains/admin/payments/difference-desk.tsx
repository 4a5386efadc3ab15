/** Differences between the gateway's books and these, the way to close each, and the comparison itself. */
import type { PaymentDifference } from "@edgemart/contracts/payment-books";
import { Field } from "#forms/fields/field.tsx";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { ActFields, ActForm } from "../parts/act-form.tsx";
import { ChoiceFilter } from "../parts/choice-filter.tsx";
import { type Desk, formOfDesk } from "../parts/desk.ts";
import { Pager } from "../parts/pager.tsx";
import { SalesHead } from "../parts/sales-head.tsx";
import { DifferenceTable } from "./difference-table.tsx";

interface DeskProps {
  desk: Desk;
  items: readonly PaymentDifference[];
  nextCursor: string | null;
  /** Which are shown. */
  status: "open" | "closed";
  isFirstPage: boolean;
  /** Today in Seoul. */
  today: string;
}

/** Names the form that closes a difference. */
export function closingPart(id: string): string {
  return `close-${id}`;
}

/** Draws the page. */
export function DifferenceDesk({ desk, items, nextCursor, status, isFirstPage, today }: DeskProps) {
  const { lang, messages } = desk;
  const { payments: texts, sales } = messages.admin;
  const page = `/${lang}/admin/payments/differences`;
  return (
    <>
      <SalesHead current="differences" desk={desk} />
      <p className={styles.soft} id="differences">
        {texts.differencesIntro}
      </p>
      <ChoiceFilter
        action={page}
        label={texts.show}
        name="status"
        options={[
          ["open", texts.open],
          ["closed", texts.closed],
        ]}
        submit={sales.search}
        value={status}
      />
      <DifferenceTable
        act={(each) => (
          <ActForm
            act="close-difference"
            desk={desk}
            fresh
            hidden={{ difference: each.id }}
            name={fill(texts.closeDifferenceOf, { id: each.paymentId })}
            part={closingPart(each.id)}
            reason="needed"
            reasonLabel={texts.note}
            reasonMax={500}
            title={texts.closeDifference}
          />
        )}
        items={items}
        titledBy="differences"
        {...{ lang, messages }}
      />
      <Pager
        path={status === "closed" ? `${page}?status=closed` : page}
        texts={sales}
        {...{ isFirstPage, nextCursor }}
      />
      <section aria-labelledby="compare-title" className={styles.part}>
        <h2 id="compare-title">{texts.compare}</h2>
        <ActFields
          act="compare"
          desk={desk}
          form={formOfDesk(desk, "compare")}
          fresh
          part="compare"
          text={texts.compareText}
          title={texts.compare}
        >
          {(form) => (
            <div className={styles.fields}>
              <Field
                {...form.field("from", today)}
                label={texts.compareFrom}
                required
                type="date"
              />
              <Field {...form.field("to", today)} label={texts.compareTo} required type="date" />
            </div>
          )}
        </ActFields>
      </section>
    </>
  );
}
