/** Points at the checkout: how many, all of them with one press, what stays and what is earned. @see specs/points.md 23 */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import frame from "#domains/orders/frame.module.css";
import { Field } from "#forms/fields/field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./checkout.module.css";
import { POINTS_MIN, usablePoints } from "./points-split.ts";
import { PointsThen } from "./points-then.tsx";

interface PointsProps {
  lang: Locale;
  messages: Messages;
  order: Order;
  /** Points that can be spent; `away` while payment does not say. */
  points: number | "away";
  typed: string;
  error: string | undefined;
  /** Nothing else is said on the page: what the points come to is what the address leads to. */
  isAnswer: boolean;
}

/** Draws the field and its button, or why there is none. */
export function PointsFields(props: PointsProps) {
  const { lang, messages, order, points, typed, error, isAnswer } = props;
  const texts = messages.checkout.pay;
  const count = (number: number) => number.toLocaleString(lang);
  if (points === "away") return <p className={frame.note}>{texts.pointsAway}</p>;
  if (points === 0) return <p className={frame.note}>{texts.pointsNone}</p>;
  const usable = usablePoints(points, order.total.amountMinor);
  if (usable === 0) {
    const few = { points: count(points), min: count(POINTS_MIN) };
    return <p className={frame.note}>{fill(texts.pointsFew, few)}</p>;
  }
  return (
    <>
      <div className={styles.points}>
        <Field
          defaultValue={typed}
          error={error ?? null}
          help={fill(texts.pointsHelp, { points: count(points), min: count(POINTS_MIN) })}
          inputMode="numeric"
          label={texts.points}
          maxLength={12}
          name="pointUsed"
          optional={messages.mine.optional}
        />
        <button className="button quiet" name="do" type="submit" value="all_points">
          {fill(texts.pointsAll, { points: count(usable) })}
        </button>
      </div>
      <PointsThen
        {...{ lang, points, typed, isAnswer }}
        isWrong={error !== undefined}
        texts={{ pointsThen: texts.pointsThen, pointsThenAll: texts.pointsThenAll }}
        total={order.total}
      />
      {order.pointsToEarn > 0 && (
        <p className={frame.note}>
          {fill(texts.pointsEarned, { points: count(order.pointsToEarn) })}
        </p>
      )}
    </>
  );
}
