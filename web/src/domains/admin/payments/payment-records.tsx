/** What was recorded of a payment: its own events, calls of the gateway, and what the gateway sent. */

import type { Locale } from "@edgemart/contracts/locale";
import type { AdminPaymentDetail, GatewayAnswered } from "@edgemart/contracts/payment-admin";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { AdminList } from "../parts/admin-list.tsx";
import { DataFacts } from "../parts/data-facts.tsx";

interface RecordsProps {
  lang: Locale;
  messages: Messages;
  payment: AdminPaymentDetail;
}

/** Draws what happened to the payment. */
export function EventTable({ lang, messages, payment }: RecordsProps) {
  const { payments: texts, timeline } = messages.admin;
  return (
    <AdminList
      columns={[texts.at, texts.what, texts.data]}
      isStacked
      items={payment.events}
      named={{ titledBy: "events" }}
      none={texts.noRecords}
      row={({ version, at, name, data }) => (
        <tr key={version}>
          <TimeCell at={at} lang={lang} />
          <th scope="row">{trailWord(timeline.names, name)}</th>
          <td className={styles.changes}>
            <DataFacts data={data} texts={timeline.details} />
          </td>
        </tr>
      )}
    />
  );
}

/** Draws every call of the gateway with its outcome. */
export function CallTable({ lang, messages, payment }: RecordsProps) {
  const { payments: texts, timeline } = messages.admin;
  return (
    <AdminList
      columns={[
        texts.at,
        texts.what,
        { number: texts.http },
        texts.code,
        { number: texts.ms },
        texts.key,
      ]}
      isStacked
      items={payment.calls}
      named={{ titledBy: "calls" }}
      none={texts.noRecords}
      row={(call) => (
        <tr key={`${call.at} ${call.verb} ${call.key} ${call.ms}`}>
          <TimeCell at={call.at} lang={lang} />
          <th scope="row">{trailWord(timeline.names, call.verb)}</th>
          <td className={styles.number} data-term={texts.http}>
            {call.httpStatus ?? "–"}
          </td>
          <td>
            <code className={styles.code}>{call.code ?? saidBy(call.answered)}</code>
          </td>
          <td className={styles.number} data-term={texts.ms}>
            {call.ms.toLocaleString(lang)}
          </td>
          <td>{call.key && <code className={styles.code}>{call.key}</code>}</td>
        </tr>
      )}
    />
  );
}

/** Draws what the gateway sent, and when it was handled. */
export function WebhookTable({ lang, messages, payment }: RecordsProps) {
  const { payments: texts, timeline } = messages.admin;
  return (
    <AdminList
      columns={[texts.at, texts.what, texts.code, texts.handled]}
      isStacked
      items={payment.webhooks}
      named={{ titledBy: "webhooks" }}
      none={texts.noRecords}
      row={({ at, type, status, handledAt }) => (
        <tr key={`${at} ${type} ${status}`}>
          <TimeCell at={at} lang={lang} />
          <th scope="row">{trailWord(timeline.names, type)}</th>
          <td>
            <code className={styles.code}>{status}</code>
          </td>
          <td className={styles.nowrap} data-term={texts.handled}>
            {handledAt ? shownTime(handledAt, lang, "second") : texts.notHandled}
          </td>
        </tr>
      )}
    />
  );
}

function TimeCell({ at, lang }: { at: string; lang: Locale }) {
  return (
    <td className={styles.nowrap}>
      <time dateTime={at}>{shownTime(at, lang, "second")}</time>
    </td>
  );
}

/** What a success said of the money: `DONE · 36000 KRW · other_pay_1`; amounts as the gateway writes them. */
function saidBy(answered: GatewayAnswered | null): string {
  if (answered === null) return "";
  const { amount, balance, currency = "", otherOrder, status } = answered;
  const isPart = balance !== undefined && balance !== amount;
  const money = amount === undefined ? null : `${isPart ? `${balance}/` : ""}${amount} ${currency}`;
  return [status, money, otherOrder]
    .filter((part) => part !== null && part !== undefined)
    .join(" · ");
}
