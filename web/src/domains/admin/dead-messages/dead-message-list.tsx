/** Messages that could not be handled: each with what went wrong, and the two ways to settle it. */
import type { DeadMessage } from "@edgemart/contracts/dead-messages";
import type { DeadConsumer } from "#api/terms-admin.ts";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { ActForm } from "../parts/act-form.tsx";
import { ChoiceFilter } from "../parts/choice-filter.tsx";
import type { Desk } from "../parts/desk.ts";
import { Fact } from "../parts/fact.tsx";
import { MemberLink, type MemberNames } from "../parts/member-link.tsx";
import { Pager } from "../parts/pager.tsx";
import { partOf } from "../parts/part-of.ts";
import { SalesHead } from "../parts/sales-head.tsx";

interface ListProps {
  desk: Desk;
  consumer: DeadConsumer;
  items: readonly DeadMessage[];
  nextCursor: string | null;
  settled: "no" | "yes";
  isFirstPage: boolean;
  /** Names of those who settled one. */
  names: MemberNames;
}

/** Draws the messages, newest first. */
export function DeadMessageList(props: ListProps) {
  const { desk, consumer, items, nextCursor, settled, isFirstPage, names } = props;
  const { lang, messages } = desk;
  const { terms, sales } = messages.admin;
  const texts = terms.dead;
  const page = `/${lang}/admin/orders/dead-messages`;
  const query = new URLSearchParams({
    ...(consumer !== "order" && { of: consumer }),
    ...(settled === "yes" && { settled }),
  });
  return (
    <>
      <SalesHead current="deadMessages" desk={desk} />
      <p className={styles.soft}>{texts.intro}</p>
      <ChoiceFilter
        action={page}
        label={texts.show}
        name="settled"
        options={[
          ["no", texts.open],
          ["yes", texts.settled],
        ]}
        submit={sales.search}
        value={settled}
      >
        <SelectField
          label={texts.of}
          name="of"
          options={Object.entries(texts.consumers)}
          value={consumer}
        />
      </ChoiceFilter>
      {items.length === 0 && (
        <p className={styles.soft} role="status">
          {settled === "yes" ? texts.noneSettled : texts.none}
        </p>
      )}
      {items.map((message) => (
        <MessagePart key={message.id} {...{ consumer, desk, message, names }} />
      ))}
      <Pager
        path={query.size > 0 ? `${page}?${query}` : page}
        texts={sales}
        {...{ isFirstPage, nextCursor }}
      />
    </>
  );
}

interface MessageProps {
  desk: Desk;
  consumer: DeadConsumer;
  message: DeadMessage;
  names: MemberNames;
}

function MessagePart({ desk, consumer, message, names }: MessageProps) {
  const { lang, messages } = desk;
  const { terms, timeline, audit } = messages.admin;
  const texts = terms.dead;
  const { id, type, settledAt, settledHow, settledBy, because } = message;
  return (
    <article aria-labelledby={`message-${id}`} className={styles.option}>
      <h2 id={`message-${id}`}>
        {type === null ? texts.unreadable : trailWord(timeline.messages, type)}
      </h2>
      <dl className={styles.facts}>
        <Fact term={texts.at}>
          <time dateTime={message.createdAt}>{shownTime(message.createdAt, lang, "second")}</time>
        </Fact>
        <Fact term={texts.queue}>
          <code className={styles.code}>{message.queue}</code>
        </Fact>
        <Fact term={texts.why}>
          <code className={styles.code}>{message.reason}</code>
        </Fact>
        <Fact term={texts.body}>
          <code className={styles.code}>{message.body}</code>
        </Fact>
        {settledAt && settledHow && (
          <Fact term={texts.outcome}>
            {texts[settledHow]} · {shownTime(settledAt, lang, "second")} ·{" "}
            <MemberLink id={settledBy} texts={audit} {...{ lang, names }} />
            {because && (
              <span className={styles.line} lang={languageOf(because)}>
                {because}
              </span>
            )}
          </Fact>
        )}
      </dl>
      {!settledAt && <MessageActs {...{ consumer, desk, id }} />}
    </article>
  );
}

function MessageActs({
  consumer,
  desk,
  id,
}: Pick<MessageProps, "consumer" | "desk"> & { id: string }) {
  const texts = desk.messages.admin.terms.dead;
  const common = {
    desk,
    fresh: true,
    hidden: { message: id, of: consumer },
    reason: "needed",
  } as const;
  return (
    <div className={styles.folds}>
      <ActForm
        {...common}
        act="replay"
        name={fill(texts.replayOf, { id })}
        part={partOf(id, "replay")}
        reasonLabel={texts.because}
        text={texts.replayText}
        title={texts.replay}
      />
      <ActForm
        {...common}
        act="ignore"
        danger
        name={fill(texts.ignoreOf, { id })}
        part={partOf(id, "ignore")}
        reasonLabel={texts.because}
        text={texts.ignoreText}
        title={texts.ignore}
      />
    </div>
  );
}
