/** What is owed next of an order and its changes, with how often it was tried and what went wrong. */
import { shownTime } from "#components/shown-time.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { AdminList } from "../parts/admin-list.tsx";
import type { OrderOnDesk } from "./order-on-desk.ts";

/** Draws the steps; a sentence where nothing is owed. */
export function StepTable({ desk, order }: OrderOnDesk) {
  const { lang, messages } = desk;
  const texts = messages.admin.order;
  const subjectOf = (subject: string) => {
    const change = order.changes.find(({ id }) => id === subject);
    return change ? texts.changeKinds[change.kind] : texts.theOrder;
  };
  return (
    <AdminList
      columns={[texts.step, texts.stepOf, texts.due, { number: texts.tries }, texts.error]}
      isStacked
      items={order.steps}
      named={{ titledBy: "steps" }}
      none={texts.noSteps}
      row={({ subject, name, dueAt, tries, error }) => (
        <tr key={subject}>
          <th className={styles.nowrap} scope="row">
            {trailWord(texts.stepNames, name)}
          </th>
          <td className={styles.nowrap}>{subjectOf(subject)}</td>
          <td className={styles.nowrap} data-term={texts.due}>
            <time dateTime={dueAt}>{shownTime(dueAt, lang, "second")}</time>
          </td>
          <td className={styles.number} data-term={texts.tries}>
            {tries}
          </td>
          <td>{error && <code className={styles.code}>{error}</code>}</td>
        </tr>
      )}
    />
  );
}
