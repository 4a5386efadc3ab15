/** How messages fare: what waits and failed, how late each producer is, and what was left out. Counts alone. */
import type { NotificationOverview } from "@edgemart/contracts/notification-overview";
import { shownTime } from "#components/shown-time.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { deadMessagesPath } from "../dead-messages/consumer.ts";
import { AdminList } from "../parts/admin-list.tsx";
import type { Desk } from "../parts/desk.ts";
import { Fact } from "../parts/fact.tsx";

/** Draws it. */
export function OverviewView({ desk, overview }: { desk: Desk; overview: NotificationOverview }) {
  const { lang, messages } = desk;
  const texts = messages.admin.notifications.overview;
  const count = (value: number) => value.toLocaleString(lang);
  const seconds = (value: number | null) =>
    value === null ? texts.none : fill(texts.seconds, { seconds: Math.round(value) });
  return (
    <>
      {overview.resting.map(({ channel, reason, until }) => (
        <p className={styles.soft} key={channel} role="status">
          {fill(texts.resting, {
            channel: trailWord(texts.channels, channel),
            reason: trailWord(texts.reasons, reason),
            time: shownTime(until, lang, "second"),
          })}
        </p>
      ))}
      <dl className={styles.facts}>
        <Fact term={texts.waiting}>
          {count(overview.waiting)}
          {overview.oldestSeconds !== null &&
            ` · ${fill(texts.oldest, { seconds: Math.round(overview.oldestSeconds) })}`}
        </Fact>
        <Fact term={texts.dead}>{count(overview.dead)}</Fact>
        <Fact term={texts.unknown}>{count(overview.unknown)}</Fact>
        <Fact term={texts.deadMessages}>
          <a href={`/${lang}${deadMessagesPath("notification")}`}>{count(overview.deadMessages)}</a>
        </Fact>
        <Fact term={texts.skipped}>
          {overview.skipped.length === 0
            ? texts.none
            : overview.skipped
                .map((each) => `${trailWord(texts.reasons, each.reason)} ${count(each.count)}`)
                .join(" · ")}
        </Fact>
      </dl>
      <h2 id="producers">{texts.producers}</h2>
      <AdminList
        columns={[texts.source, texts.asked, { number: texts.lag }, { number: texts.lost }]}
        isStacked
        items={overview.producers}
        named={{ titledBy: "producers" }}
        none={texts.noProducers}
        row={({ source, askedAt, lagSeconds, lost }) => (
          <tr key={source}>
            <th scope="row">{trailWord(texts.sources, source)}</th>
            <td data-term={texts.asked}>
              <time dateTime={askedAt}>{shownTime(askedAt, lang, "second")}</time>
            </td>
            <td className={styles.number} data-term={texts.lag}>
              {seconds(lagSeconds)}
            </td>
            <td className={styles.number} data-term={texts.lost}>
              {count(lost)}
            </td>
          </tr>
        )}
      />
    </>
  );
}
