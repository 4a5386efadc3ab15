/** All that happened to an order, in every Worker, oldest first. */
import type { AdminOrder, TimelineEntry } from "@edgemart/contracts/order-administration";
import { shownTime } from "#components/shown-time.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { AdminList } from "../parts/admin-list.tsx";
import type { Desk } from "../parts/desk.ts";
import { MemberLink, type MemberNames } from "../parts/member-link.tsx";
import { SalesHead } from "../parts/sales-head.tsx";
import { OrderViews } from "./order-views.tsx";
import { timelineDetails } from "./timeline-details.ts";
import { nameOf, timelineWord } from "./timeline-word.ts";

interface ViewProps {
  desk: Desk;
  order: Pick<AdminOrder, "id" | "total">;
  items: readonly TimelineEntry[];
  /** Services that did not answer. */
  degraded: readonly string[];
  names: MemberNames;
}

/** Draws the entries; a service that did not answer is named above them. */
export function TimelineView({ desk, order, items, degraded, names }: ViewProps) {
  const { lang, messages } = desk;
  const { timeline: texts, sales, audit } = messages.admin;
  const services = degraded.map((name) => trailWord(sales.services, name)).join(", ");
  return (
    <>
      <SalesHead current="orders" desk={desk} />
      <OrderViews current="timeline" desk={desk} order={order} />
      {services && (
        <p className={styles.alarm} role="status">
          {fill(texts.degraded, { services })}
        </p>
      )}
      <p className={styles.soft} id="timeline">
        {texts.intro}
      </p>
      <AdminList
        columns={[texts.at, texts.source, texts.name, texts.actor, texts.data]}
        isStacked
        items={items}
        named={{ titledBy: "timeline" }}
        none={texts.none}
        row={(entry) => (
          <tr key={`${entry.at} ${entry.source} ${entry.number} ${entry.subject} ${entry.name}`}>
            <td className={styles.nowrap}>
              <time dateTime={entry.at}>{shownTime(entry.at, lang, "second")}</time>
            </td>
            <td className={styles.nowrap}>{texts.sources[entry.source]}</td>
            <th data-name={entry.name} scope="row">
              {timelineWord({ ...entry, name: nameOf(entry, items) }, texts)}
            </th>
            <td className={styles.nowrap}>
              <Actor actor={entry.actor} {...{ lang, names }} texts={{ ...audit, ...texts }} />
            </td>
            <td className={styles.changes}>
              {timelineDetails(
                { id: entry.subject, ...entry.data },
                { lang, currency: order.total.currency, texts: texts.details },
              )}
            </td>
          </tr>
        )}
      />
    </>
  );
}

interface ActorProps {
  lang: Desk["lang"];
  actor: string | null;
  names: MemberNames;
  texts: { program: string; shopper: string; nobody: string; gone: string };
}

/** Programs and shoppers by a word, members by their names. */
function Actor({ lang, actor, names, texts }: ActorProps) {
  if (actor === null) return null;
  if (actor === "saga" || actor === "system") return texts.program;
  if (actor === "shopper" || actor === "guest" || actor === "owner") return texts.shopper;
  return <MemberLink id={actor} {...{ lang, names, texts }} />;
}
