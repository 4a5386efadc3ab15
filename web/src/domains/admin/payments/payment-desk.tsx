/** One payment as staff see it: what it is, its refunds, and all that was recorded of it. */
import type { AdminPaymentDetail } from "@edgemart/contracts/payment-admin";
import styles from "../admin.module.css";
import { AccountFields } from "../parts/account-fields.tsx";
import { ActForm } from "../parts/act-form.tsx";
import type { Desk } from "../parts/desk.ts";
import { SalesHead } from "../parts/sales-head.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { PaymentBadges } from "./payment-badges.tsx";
import { PaymentFacts } from "./payment-facts.tsx";
import { CallTable, EventTable, WebhookTable } from "./payment-records.tsx";
import { RefundPart } from "./refund-part.tsx";

interface DeskProps {
  desk: Desk;
  payment: AdminPaymentDetail;
}

/** Draws the page. */
export function PaymentDesk({ desk, payment }: DeskProps) {
  const { lang, messages } = desk;
  const texts = messages.admin.payments;
  const { refunds, differences } = payment;
  return (
    <>
      <SalesHead current="payments" desk={desk} />
      <PaymentBadges payment={payment} texts={texts} />
      <PaymentActs desk={desk} payment={payment} />
      <PaymentFacts {...{ lang, messages, payment }} />
      <section aria-labelledby="refunds" className={styles.part}>
        <h2 id="refunds">{texts.refunds}</h2>
        {refunds.length === 0 && <p className={styles.soft}>{texts.noRefunds}</p>}
        {refunds.map((refund) => (
          <RefundPart
            desk={desk}
            isDeposit={payment.instrument === "virtual_account"}
            key={refund.id}
            refund={refund}
          />
        ))}
      </section>
      {differences.length > 0 && (
        <div className={styles.part}>
          <h2 id="differences">{texts.differences}</h2>
          <DifferenceTable items={differences} titledBy="differences" {...{ lang, messages }} />
          <p>
            <a href={`/${lang}/admin/payments/differences`}>{texts.seeDifferences}</a>
          </p>
        </div>
      )}
      <div className={styles.part}>
        <h2 id="events">{texts.events}</h2>
        <EventTable {...{ lang, messages, payment }} />
      </div>
      <div className={styles.part}>
        <h2 id="calls">{texts.calls}</h2>
        <CallTable {...{ lang, messages, payment }} />
      </div>
      <div className={styles.part}>
        <h2 id="webhooks">{texts.webhooks}</h2>
        <WebhookTable {...{ lang, messages, payment }} />
      </div>
    </>
  );
}

function PaymentActs({ desk, payment }: DeskProps) {
  const texts = desk.messages.admin.payments;
  const { actions } = payment;
  return (
    <div className={styles.folds}>
      {actions.includes("void_account") && (
        <ActForm
          act="void-account"
          desk={desk}
          fresh
          isOpen
          part="void_account"
          reason="needed"
          reasonMax={500}
          text={texts.voidAccountText}
          title={texts.voidAccount}
        >
          {(form) => <AccountFields desk={desk} form={form} />}
        </ActForm>
      )}
      {actions.includes("clear_attention") && (
        <ActForm
          act="clear-attention"
          desk={desk}
          fresh
          part="clear_attention"
          reason="needed"
          reasonLabel={texts.clearNote}
          reasonMax={500}
          text={texts.clearAttentionText}
          title={texts.clearAttention}
        />
      )}
    </div>
  );
}
