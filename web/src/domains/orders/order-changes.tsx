/** Cancellations, returns and refunds of an order: what happens to each, and the account one waits for. */
import type { OrderChange } from "@edgemart/contracts/order";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill } from "#messages/messages.ts";
import { AccountFields } from "./account-fields.tsx";
import frame from "./frame.module.css";
import { localText } from "./local-text.ts";
import styles from "./order.module.css";
import { type OrderFormProps, ofPart } from "./order-form.ts";
import { shareText } from "./share-text.ts";

/** Draws every change, the newest first; nothing where there is none. */
export function OrderChanges(props: OrderFormProps) {
  const { order, messages } = props;
  const texts = messages.orders;
  if (order.changes.length === 0) return null;
  const byTime = order.changes.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const givesCard = order.changes.some(
    ({ card, state }) => card.amountMinor > 0 && !WITHOUT_DAYS.has(state),
  );
  const isDeposit = order.payment?.instrument === "virtual_account";
  return (
    <section className={frame.section}>
      <h2>{texts.changes}</h2>
      <ul className={styles.changes}>
        {byTime.map((change) => (
          <Change key={change.id} {...props} change={change} />
        ))}
      </ul>
      {givesCard && (
        <p className={frame.note}>{isDeposit ? texts.refundAboutDeposit : texts.refundAbout}</p>
      )}
    </section>
  );
}

function Change({ change, ...props }: OrderFormProps & { change: OrderChange }) {
  const { lang, messages, order } = props;
  const texts = messages.orders;
  const title = (line: number) => {
    const found = order.lines.find((each) => each.line === line);
    return found ? localText(found.title, lang) : "";
  };
  return (
    <li className={styles.change}>
      <p className={styles.changeHead}>
        <strong>{texts.changeKinds[change.kind]}</strong>
        <span className={frame.soft}>{shownTime(change.createdAt, lang, "day")}</span>
      </p>
      <p role={isUnderWay(change) ? "status" : undefined}>{saidOf(change, props)}</p>
      {change.lines.length > 0 && (
        <p className={frame.soft}>
          {change.lines
            .map(({ line, quantity, received }) =>
              [
                fill(texts.unitsOf, { title: title(line), units: quantity }),
                received !== null &&
                  received !== quantity &&
                  `(${fill(texts.returns.units, { asked: quantity, received })})`,
              ]
                .filter(Boolean)
                .join(" "),
            )
            .join(", ")}
        </p>
      )}
      {change.fee.amountMinor > 0 && (
        <p className={frame.note}>
          {fill(texts.returns.fee, { fee: formatMoney(change.fee, lang) })}
        </p>
      )}
      {change.state === "FAILED" && !change.needsAccount && (
        <p role="status">{texts.refundFailed}</p>
      )}
      {change.needsAccount && <AccountForm {...props} change={change} />}
      {OPEN_RETURN.has(change.state) && <WithdrawForm {...props} change={change} />}
    </li>
  );
}

const UNDER_WAY = new Set(["OPEN", "REFUNDING"]);
const isUnderWay = ({ state }: OrderChange) => UNDER_WAY.has(state);

/** A return until its goods have arrived. */
const OPEN_RETURN = new Set(["REQUESTED", "APPROVED"]);

/** The state in plain words, and what is given back. */
function saidOf(change: OrderChange, { lang, messages }: OrderFormProps): string {
  const texts = messages.orders;
  const amount = shareText(change, lang, texts);
  if (change.kind !== "return") {
    const said: Record<string, string> = texts.changeStates;
    return `${said[change.state]} · ${amount}`;
  }
  const said: Record<string, string> = texts.returns.states;
  const day = change.refundDueAt ? shownTime(change.refundDueAt, lang, "day") : "";
  const sentence = fill(said[change.state] ?? "", { day });
  const isPaidBack = change.card.amountMinor > 0 || change.points > 0;
  return isPaidBack && !ENDED.has(change.state) ? `${sentence} · ${amount}` : sentence;
}

/** States of which no number of days is promised: nothing comes, or it was refused. */
const WITHOUT_DAYS = new Set(["FAILED", "REJECTED", "WITHDRAWN"]);

const ENDED = new Set(["REJECTED", "WITHDRAWN"]);

function WithdrawForm({
  change,
  lang,
  messages,
  order,
  formKey,
}: OrderFormProps & { change: OrderChange }) {
  const { returns } = messages.orders;
  return (
    <form action="/api/order/withdraw" method="post">
      <input name="lang" type="hidden" value={lang} />
      <input name="key" type="hidden" value={formKey} />
      <input name="order" type="hidden" value={order.id} />
      <input name="change" type="hidden" value={change.id} />
      <SubmitButton danger pending={returns.withdrawPending} text={returns.withdraw} />
    </form>
  );
}

function AccountForm({ change, ...props }: OrderFormProps & { change: OrderChange }) {
  const { lang, messages, order, shown, formKey } = props;
  const texts = messages.orders;
  const { fields, typed } = ofPart(shown, change.id);
  return (
    <form action="/api/order/account" className={frame.form} method="post" noValidate>
      <input name="lang" type="hidden" value={lang} />
      <input name="key" type="hidden" value={formKey} />
      <input name="order" type="hidden" value={order.id} />
      <input name="change" type="hidden" value={change.id} />
      <p>{texts.needsAccount}</p>
      <AccountFields
        {...{ lang, texts, fields, typed }}
        holder={order.contact.name}
        part={change.id}
      />
      <SubmitButton pending={texts.accountPending} text={texts.accountGive} />
    </form>
  );
}
