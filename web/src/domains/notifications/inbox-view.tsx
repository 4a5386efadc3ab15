/** A member's inbox: the newest first, unread items marked. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Notice, NoticeList } from "@edgemart/contracts/notification";
import { shownTime } from "#components/shown-time.ts";
import account from "#domains/account/account.module.css";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./inbox.module.css";
import { type InboxPlace, inboxPath } from "./inbox-place.ts";
import { InboxWatch } from "./inbox-watch.tsx";

interface ViewProps {
  lang: Locale;
  texts: Messages["notifications"]["inbox"];
  owner: string;
  list: NoticeList;
  place: InboxPlace;
}

/** Draws the items of one page, and what can be done with each. */
export function InboxView(props: ViewProps) {
  const { lang, texts, list, place } = props;
  const { items, nextCursor, unread } = list;
  const { isUnreadOnly, cursor } = place;
  const to = (changed: Partial<InboxPlace>) => `/${lang}${inboxPath({ ...place, ...changed })}`;
  const newest = to({ cursor: null });
  return (
    <>
      <InboxWatch href={newest} text={texts.news} unread={unread} />
      <div className={styles.bar}>
        <p className={styles.count}>
          {unread === 0
            ? texts.allRead
            : fill(texts.unreadCount, { count: unread > 99 ? "99+" : unread })}
        </p>
        <nav aria-label={texts.which} className={styles.which}>
          {[false, true].map((only) => (
            <a
              aria-current={only === isUnreadOnly ? "page" : undefined}
              href={to({ isUnreadOnly: only, cursor: null })}
              key={String(only)}
            >
              {only ? texts.unreadOnly : texts.all}
            </a>
          ))}
        </nav>
        {unread > 0 && cursor === null && items[0] && (
          <ReadAll {...props} before={items[0].createdAt} />
        )}
      </div>
      {items.length === 0 ? (
        <div className={account.empty}>
          <h2>{isUnreadOnly ? texts.noneUnread : texts.none}</h2>
          <p className={account.soft}>{isUnreadOnly ? texts.noneUnreadText : texts.noneText}</p>
        </div>
      ) : (
        <ul className={account.list}>
          {items.map((notice) => (
            <Item key={notice.id} {...props} notice={notice} />
          ))}
        </ul>
      )}
      <div className={account.actions}>
        {cursor !== null && (
          <a className="button quiet" href={newest}>
            {texts.newest}
          </a>
        )}
        {nextCursor && (
          <a className="button quiet" href={to({ cursor: nextCursor })}>
            {texts.more}
          </a>
        )}
      </div>
    </>
  );
}

/** Marks what is shown and older: what comes meanwhile stays unread. */
function ReadAll({ before, ...props }: ViewProps & { before: string }) {
  return (
    <form action="/api/account/inbox" method="post">
      <Place {...props} />
      <input name="before" type="hidden" value={before} />
      <button className="button quiet" name="act" type="submit" value="read_all">
        {props.texts.readAll}
      </button>
    </form>
  );
}

function Place({ lang, owner, place }: ViewProps) {
  return (
    <>
      <OwnerFields lang={lang} owner={owner} />
      {place.isUnreadOnly && <input name="unread" type="hidden" value="yes" />}
      {place.cursor && <input name="cursor" type="hidden" value={place.cursor} />}
    </>
  );
}

function Item({ notice, ...props }: ViewProps & { notice: Notice }) {
  const { lang, texts } = props;
  const { id, category, title, text, path, createdAt, readAt } = notice;
  const isUnread = readAt === null;
  const of = (act: string) => fill(act, { title });
  return (
    <li className={account.row} data-unread={isUnread ? "" : undefined}>
      <div className={styles.item}>
        <p className={styles.facts}>
          {isUnread && <strong className={styles.mark}>{texts.unread}</strong>}
          <span>{texts.categories[category]}</span>
          <time dateTime={createdAt}>{shownTime(createdAt, lang, "minute")}</time>
        </p>
        <h2 className={styles.title}>
          <a data-notice={isUnread ? id : undefined} href={`/${lang}${path}`}>
            {title}
          </a>
        </h2>
        <p>{text}</p>
      </div>
      <form action="/api/account/inbox" className={account.rowActions} method="post">
        <Place {...props} />
        <input name="id" type="hidden" value={id} />
        {isUnread && (
          <button aria-label={of(texts.readOf)} name="act" type="submit" value="read">
            {texts.read}
          </button>
        )}
        <button aria-label={of(texts.removeOf)} name="act" type="submit" value="remove">
          {texts.remove}
        </button>
      </form>
    </li>
  );
}
