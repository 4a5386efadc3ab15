/** Messages that were not sent: each with why, and the two ways to settle it. Never whom it was for. */
import type { FailedDelivery } from "@edgemart/contracts/notification";
import { shownTime } from "#components/shown-time.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { ActForm } from "../parts/act-form.tsx";
import { ChoiceFilter } from "../parts/choice-filter.tsx";
import type { Desk } from "../parts/desk.ts";
import { Fact } from "../parts/fact.tsx";
import { Pager } from "../parts/pager.tsx";
import { partOf } from "../parts/part-of.ts";

interface ListProps {
  desk: Desk;
  items: readonly FailedDelivery[];
  nextCursor: string | null;
  ignored: "no" | "yes";
  isFirstPage: boolean;
}

/** Draws the messages, newest first. */
export function DeliveryList({ desk, items, nextCursor, ignored, isFirstPage }: ListProps) {
  const { lang, messages } = desk;
  const { notifications, sales } = messages.admin;
  const texts = notifications.deliveries;
  const page = `/${lang}/admin/notifications`;
  return (
    <>
      <h2 id="failed">{texts.title}</h2>
      <p className={styles.soft}>{texts.intro}</p>
      <ChoiceFilter
        action={page}
        label={texts.show}
        name="ignored"
        options={[
          ["no", texts.open],
          ["yes", texts.ignored],
        ]}
        submit={sales.search}
        value={ignored}
      />
      {items.length === 0 && (
        <p className={styles.soft} role="status">
          {ignored === "yes" ? texts.noneIgnored : texts.none}
        </p>
      )}
      {items.map((delivery) => (
        <Delivery delivery={delivery} desk={desk} key={delivery.id} />
      ))}
      <Pager
        path={ignored === "yes" ? `${page}?ignored=yes` : page}
        texts={sales}
        {...{ isFirstPage, nextCursor }}
      />
    </>
  );
}

function Delivery({ desk, delivery }: { desk: Desk; delivery: FailedDelivery }) {
  const { lang, messages } = desk;
  const { notifications } = messages.admin;
  const texts = notifications.deliveries;
  const { id, about, createdAt, usefulUntil, ignoredAt, reason } = delivery;
  const time = (at: string) => <time dateTime={at}>{shownTime(at, lang, "second")}</time>;
  return (
    <article aria-labelledby={`delivery-${id}`} className={styles.option}>
      <h3 id={`delivery-${id}`}>
        {texts.states[delivery.state]} ·{" "}
        {messages.notifications.inbox.categories[delivery.category]} ·{" "}
        {trailWord(notifications.overview.channels, delivery.channel)}
      </h3>
      <dl className={styles.facts}>
        <Fact term={texts.at}>{time(createdAt)}</Fact>
        <Fact term={texts.about}>
          {about.startsWith("ord_") ? (
            <a href={`/${lang}/admin/orders/${about}`}>{about}</a>
          ) : (
            <code className={styles.code}>{about}</code>
          )}
        </Fact>
        <Fact term={texts.template}>
          <code className={styles.code}>{delivery.template}</code>
        </Fact>
        <Fact term={texts.why}>
          {reason === null ? null : trailWord(notifications.overview.reasons, reason)}
        </Fact>
        <Fact term={texts.attempts}>{delivery.attempt}</Fact>
        <Fact term={texts.useful}>{time(usefulUntil)}</Fact>
        <Fact term={texts.ignoredAt}>{ignoredAt && time(ignoredAt)}</Fact>
      </dl>
      {!ignoredAt && <DeliveryActs desk={desk} id={id} />}
    </article>
  );
}

function DeliveryActs({ desk, id }: { desk: Desk; id: string }) {
  const texts = desk.messages.admin.notifications.deliveries;
  const common = {
    desk,
    fresh: true,
    reason: "needed",
    reasonLabel: texts.because,
    hidden: { message: id },
  } as const;
  return (
    <div className={styles.folds}>
      <ActForm
        {...common}
        act="replay"
        name={fill(texts.replayOf, { id })}
        part={partOf(id, "replay")}
        text={texts.replayText}
        title={texts.replay}
      />
      <ActForm
        {...common}
        act="ignore"
        danger
        name={fill(texts.ignoreOf, { id })}
        part={partOf(id, "ignore")}
        text={texts.ignoreText}
        title={texts.ignore}
      />
    </div>
  );
}
