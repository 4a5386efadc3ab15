/** One refund of a payment, with what can be done when it was refused. */
import type { AdminRefund } from "@edgemart/contracts/payment-admin";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { AccountFields } from "../parts/account-fields.tsx";
import { ActForm } from "../parts/act-form.tsx";
import type { Desk } from "../parts/desk.ts";
import { Fact } from "../parts/fact.tsx";
import { partOf } from "../parts/part-of.ts";

interface RefundProps {
  desk: Desk;
  refund: AdminRefund;
  /** It was paid by a deposit: money goes back to an account. */
  isDeposit: boolean;
}

/** Draws the refund and its forms. */
export function RefundPart({ desk, refund, isDeposit }: RefundProps) {
  const { lang, messages } = desk;
  const texts = messages.admin.payments;
  const { id, status, attention } = refund;
  return (
    <article aria-labelledby={id} className={styles.option}>
      <h3 id={id}>
        {texts.refundKinds[refund.kind]}{" "}
        <span className={styles.badge} data-alarm={status === "REFUSED" ? "" : undefined}>
          {texts.refundStates[status]}
        </span>{" "}
        {attention && (
          <span className={styles.badge} data-alarm="">
            {trailWord(texts.attentions, attention)}
          </span>
        )}
      </h3>
      <RefundFacts {...{ lang, messages, refund }} />
      <div className={styles.folds}>
        {refund.actions.includes("account") && (
          <ActForm
            act="ask-again"
            desk={desk}
            fresh
            hidden={{ refund: id }}
            part={partOf(id, "account")}
            reason="needed"
            reasonMax={500}
            text={texts.askAgainText}
            title={texts.askAgain}
          >
            {(form) => isDeposit && <AccountFields desk={desk} form={form} />}
          </ActForm>
        )}
        {refund.actions.includes("by_hand") && (
          <ActForm
            act="by-hand"
            danger
            desk={desk}
            fresh
            hidden={{ refund: id }}
            part={partOf(id, "by_hand")}
            reason="needed"
            reasonLabel={texts.handNote}
            reasonMax={500}
            text={texts.closeByHandText}
            title={texts.closeByHand}
          />
        )}
      </div>
    </article>
  );
}

type FactsProps = Pick<Desk, "lang" | "messages"> & { refund: AdminRefund };

function RefundFacts({ lang, messages, refund }: FactsProps) {
  const { payments: texts, order, sales } = messages.admin;
  const money = formatMoney(refund.amount, lang);
  const facts: (readonly [term: string, text: string | null])[] = [
    [sales.reason, refund.reason],
    [texts.note, refund.note],
    [texts.created, shownTime(refund.createdAt, lang, "second")],
    [texts.settles, refund.settlesAt && shownTime(refund.settlesAt, lang, "minute")],
    [texts.settled, refund.settledAt && shownTime(refund.settledAt, lang, "second")],
    [texts.nextLook, refund.nextLookAt && shownTime(refund.nextLookAt, lang, "second")],
    [texts.byHand, refund.byHand ? sales.yes : null],
  ];
  return (
    <dl className={styles.facts}>
      <dt>{texts.amount}</dt>
      <dd>
        {refund.points > 0
          ? fill(order.moneyAndPoints, { money, points: refund.points.toLocaleString(lang) })
          : money}
      </dd>
      {facts.map(
        ([term, text]) =>
          text && (
            <Fact key={term} term={term}>
              <span lang={languageOf(text)}>{text}</span>
            </Fact>
          ),
      )}
      {refund.refusal && (
        <Fact term={texts.refusal}>
          <code className={styles.code}>{refund.refusal}</code>
        </Fact>
      )}
      <Fact term={texts.refundId}>
        <code className={styles.code}>{refund.id}</code>
      </Fact>
    </dl>
  );
}
