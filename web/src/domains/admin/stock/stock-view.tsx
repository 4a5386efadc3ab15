/** One SKU's stock: what there is, the way to move it, and what has moved. */
import {
  type StockHistory,
  type StockMovement,
  StockReason,
} from "@edgemart/contracts/catalog-stock";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import type { Visit } from "#domains/account/visit.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { MemberLink, type MemberNames } from "../parts/member-link.tsx";
import { Pager } from "../parts/pager.tsx";
import { TableBox } from "../parts/table-box.tsx";
import { WriteFields } from "../parts/write-fields.tsx";

interface StockProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  history: StockHistory;
  names: MemberNames;
  isFirstPage: boolean;
}

/** Draws the stock of a SKU, the form that moves it, and its history. */
export function StockView({ lang, messages, visit, history, names, isFirstPage }: StockProps) {
  const texts = messages.admin.stock;
  const { sku, onHand, reserved } = history.stock;
  const own = { delta: texts.deltaError, reason: texts.reasonError, note: texts.noteError };
  const bad = {
    stock_insufficient: texts.insufficient,
    stock_changed: fill(texts.stale, { onHand: onHand.toLocaleString(lang) }),
  };
  const good = { moved: texts.moved, unchanged: texts.unchanged };
  const state = formState(visit.message, messages.mine, good, bad, own);
  const { value } = typedOrStored(visit.message, null);
  const path = `/${lang}/admin/stock/${sku}`;
  return (
    <>
      <dl className={styles.levels}>
        {(
          [
            [texts.onHand, onHand],
            [texts.reserved, reserved],
            [texts.free, onHand - reserved],
          ] as const
        ).map(([term, count]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{count.toLocaleString(lang)}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="adjust" className={styles.part}>
        <h2 id="adjust">{texts.adjust}</h2>
        <FormNotice state={state} />
        <form action="/api/admin/stock" className={styles.wide} method="post">
          <WriteFields lang={lang} owner={visit.member.id} />
          <input name="sku" type="hidden" value={sku} />
          <input name="seen" type="hidden" value={onHand} />
          <fieldset className={styles.ticks}>
            <legend>{texts.how}</legend>
            {(["delta", "count"] as const).map((how) => (
              <label key={how}>
                <input
                  defaultChecked={value("how", "delta") === how}
                  name="how"
                  type="radio"
                  value={how}
                />
                {how === "delta" ? texts.byDelta : texts.byCount}
              </label>
            ))}
          </fieldset>
          <div className={styles.fields}>
            <Field
              autoComplete="off"
              defaultValue={value("delta", "")}
              error={state?.fields.delta}
              help={texts.countHelp}
              label={texts.count}
              maxLength={16}
              name="delta"
              required
            />
            <SelectField
              error={state?.fields.reason}
              label={texts.reason}
              name="reason"
              options={StockReason.options.map(
                (reason) => [reason, texts.reasons[reason]] as const,
              )}
              value={value("reason", "received")}
            />
            <Field
              autoComplete="off"
              defaultValue={value("note", "")}
              error={state?.fields.note}
              label={texts.note}
              maxLength={300}
              name="note"
              optional={messages.mine.optional}
            />
          </div>
          <SubmitButton pending={texts.pending} text={texts.submit} />
        </form>
      </section>
      <div className={styles.part}>
        <h2 id="history">{texts.history}</h2>
        <Movements
          movements={history.items}
          who={messages.admin.audit}
          {...{ lang, names, texts }}
        />
        <Pager
          isFirstPage={isFirstPage}
          nextCursor={history.nextCursor}
          path={path}
          texts={texts}
        />
      </div>
    </>
  );
}

interface MovementsProps {
  lang: Locale;
  movements: StockMovement[];
  names: MemberNames;
  who: Messages["admin"]["audit"];
  texts: Messages["admin"]["stock"];
}

function Movements({ lang, movements, names, who, texts }: MovementsProps) {
  if (movements.length === 0) return <p className={styles.soft}>{texts.none}</p>;
  return (
    <TableBox
      columns={[texts.at, { number: texts.delta }, texts.reason, texts.note, texts.by]}
      titledBy="history"
    >
      {movements.map((movement) => (
        <tr key={movement.id}>
          <td className={styles.nowrap}>
            <time dateTime={movement.at}>{shownTime(movement.at, lang, "second")}</time>
          </td>
          <td className={styles.number}>
            {movement.delta > 0 ? "+" : "−"}
            {Math.abs(movement.delta).toLocaleString(lang)}
          </td>
          <td className={styles.nowrap}>{texts.reasons[movement.reason]}</td>
          <td>{movement.note}</td>
          <td>
            <MemberLink id={movement.principal} texts={who} {...{ lang, names }} />
          </td>
        </tr>
      ))}
    </TableBox>
  );
}
