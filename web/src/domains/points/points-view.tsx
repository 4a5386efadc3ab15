/** A member's points: what can be spent, what is on its way, what expires, and every movement. */
import type { Locale } from "@edgemart/contracts/locale";
import type { PointBalance, PointEntry, PointType } from "@edgemart/contracts/points";
import type { ReactNode } from "react";
import { shownTime } from "#components/shown-time.ts";
import frame from "#domains/orders/frame.module.css";
import { Fact } from "#domains/orders/order-facts.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./points.module.css";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  balance: PointBalance;
  entries: readonly PointEntry[];
  nextCursor: string | null;
  /** The kind that is shown; null for all. */
  type: PointType | null;
  /** Not the newest page. */
  isLater: boolean;
  /** Is shown between the sums and the history. */
  children: ReactNode;
}

/** Draws sums and history. */
export function PointsView(props: ViewProps) {
  const { lang, messages, balance, entries, nextCursor, type, isLater } = props;
  const texts = messages.points;
  const list = `/${lang}/account/points`;
  const of = (cursor: string | null) => {
    const query = new URLSearchParams({ ...(type && { type }), ...(cursor && { cursor }) });
    return query.size > 0 ? `${list}?${query}` : list;
  };
  const isEmpty = entries.length === 0 && !isLater;
  return (
    <>
      <Sums {...{ lang, texts, balance }} />
      {props.children}
      <section className={styles.history}>
        <h2>{texts.history}</h2>
        {isEmpty && type === null ? (
          <div className={styles.empty}>
            <p className={styles.strong}>{texts.none}</p>
            <p className={frame.soft}>{texts.noneText}</p>
          </div>
        ) : (
          <>
            <form action={list} className={styles.filter}>
              <SelectField
                label={texts.filter}
                name="type"
                options={[["", texts.all], ...Object.entries(texts.types)]}
                value={type ?? ""}
              />
              <button className="button quiet" type="submit">
                {texts.show}
              </button>
            </form>
            {isEmpty ? (
              <p className={frame.soft}>{texts.noneOfType}</p>
            ) : (
              <Lines {...{ lang, texts, entries }} />
            )}
          </>
        )}
        <div className={styles.ways}>
          {isLater && (
            <a className="button quiet" href={of(null)}>
              {texts.newest}
            </a>
          )}
          {nextCursor && (
            <a className="button quiet" href={of(nextCursor)}>
              {texts.more}
            </a>
          )}
        </div>
      </section>
    </>
  );
}

type Texts = Messages["points"];

function Sums({ lang, texts, balance }: { lang: Locale; texts: Texts; balance: PointBalance }) {
  const points = (count: number, text = texts.points, day = "") =>
    fill(text, { points: count.toLocaleString(lang), day });
  const day = (iso: string) => shownTime(iso, lang, "day");
  return (
    <section className={styles.sums}>
      <p>
        {texts.available}
        <strong className={styles.available}>{points(balance.available)}</strong>
      </p>
      <dl className={frame.facts}>
        <Fact label={texts.balance}>{points(balance.balance)}</Fact>
        {balance.held > 0 && <Fact label={texts.held}>{points(balance.held)}</Fact>}
        {balance.pending.length > 0 && (
          <Fact label={texts.pending}>
            {balance.pending.map(({ orderId, amount, due }) => (
              <span className={styles.line} key={orderId}>
                <a href={`/${lang}/orders/${orderId}`}>
                  {due
                    ? points(amount, texts.pendingDue, day(due))
                    : points(amount, texts.pendingLater)}
                </a>
              </span>
            ))}
          </Fact>
        )}
        {balance.expiring.length > 0 && (
          <Fact label={texts.expiring}>
            {balance.expiring.map(({ amount, expiresAt }) => (
              <span className={styles.line} key={`${expiresAt} ${amount}`}>
                {points(amount, texts.expiringOn, day(expiresAt))}
              </span>
            ))}
          </Fact>
        )}
        {balance.owed > 0 && (
          <Fact label={texts.owed}>
            {points(balance.owed)}
            <span className={styles.line}>{texts.owedText}</span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

interface LinesProps {
  lang: Locale;
  texts: Texts;
  entries: readonly PointEntry[];
}

function Lines({ lang, texts, entries }: LinesProps) {
  const signed = new Intl.NumberFormat(lang, { signDisplay: "exceptZero" });
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.date}</th>
            <th scope="col">{texts.filter}</th>
            <th scope="col">{texts.change}</th>
            <th scope="col">{texts.after}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, reason, amount, balanceAfter, createdAt, ...of }) => (
            <tr key={id}>
              <td>{shownTime(createdAt, lang, "day")}</td>
              <td>
                {texts.reasons[reason]}
                {of.referenceType === "ORDER" && (
                  <>
                    {" "}
                    <a href={`/${lang}/orders/${of.referenceId}`}>{texts.order}</a>
                  </>
                )}
              </td>
              <td>{signed.format(amount)}</td>
              <td>{balanceAfter.toLocaleString(lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
