/** Announcements that were made, with how far each has come, and the way to stop it. */
import type { Announcement } from "@edgemart/contracts/announcements";
import { shownTime } from "#components/shown-time.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { ActForm } from "../parts/act-form.tsx";
import { AdminList } from "../parts/admin-list.tsx";
import type { Desk } from "../parts/desk.ts";
import { partOf } from "../parts/part-of.ts";

interface ListProps {
  desk: Desk;
  items: readonly Announcement[];
  nextCursor: string | null;
  isFirstPage: boolean;
}

/** Draws them, newest first. */
export function AnnouncementList({ desk, items, nextCursor, isFirstPage }: ListProps) {
  const { lang, messages } = desk;
  const texts = messages.admin.notifications.announcements;
  return (
    <div className={styles.part}>
      <h2 id="made">{texts.made}</h2>
      <AdminList
        columns={[texts.what, texts.state, texts.audience, texts.progress, null]}
        isStacked
        items={items}
        named={{ titledBy: "made" }}
        none={texts.none}
        pages={{
          ...{ isFirstPage, nextCursor, texts: messages.admin.sales },
          path: `/${lang}/admin/notifications/announcements`,
        }}
        row={(each) => (
          <tr key={each.id}>
            <th scope="row">
              {each.texts[lang].title}
              <span className={styles.line}>
                {messages.notifications.inbox.categories[each.category]} ·{" "}
                <time dateTime={each.createdAt}>{shownTime(each.createdAt, lang, "minute")}</time>
              </span>
            </th>
            <td data-term={texts.state}>{texts.states[each.state]}</td>
            <td data-term={texts.audience}>{texts.audiences[each.audience]}</td>
            <td data-term={texts.progress}>
              {fill(texts.progressOf, {
                recipients: each.recipients.toLocaleString(lang),
                planned: each.planned.toLocaleString(lang),
                sent: each.sent.toLocaleString(lang),
                pushed: each.pushed.toLocaleString(lang),
              })}
            </td>
            <td>{canBeStopped(each) && <Stop desk={desk} each={each} />}</td>
          </tr>
        )}
      />
    </div>
  );
}

/** Nothing is left to stop once each mail that was planned has left. */
function canBeStopped({ state, planned, sent }: Announcement): boolean {
  return state !== "stopped" && !(state === "planned" && sent >= planned);
}

function Stop({ desk, each }: { desk: Desk; each: Announcement }) {
  const texts = desk.messages.admin.notifications.announcements;
  return (
    <ActForm
      act="stop"
      danger
      desk={desk}
      hidden={{ announcement: each.id }}
      name={fill(texts.stopOf, { title: each.texts[desk.lang].title })}
      part={partOf(each.id, "stop")}
      text={texts.stopText}
      title={texts.stop}
    />
  );
}
