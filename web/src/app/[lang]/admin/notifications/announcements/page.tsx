/** Announcements to members, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAnnouncements, previewAnnouncement } from "#api/notifications-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { AnnouncementForm, PreviewPart } from "#domains/admin/announcements/announcement-form.tsx";
import { AnnouncementList } from "#domains/admin/announcements/announcement-list.tsx";
import { draftIn } from "#domains/admin/announcements/draft-in.ts";
import { MessagesHead } from "#domains/admin/notifications/messages-head.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fromCursor, listFilter } from "#domains/admin/parts/list-filter.ts";
import { partOf } from "#domains/admin/parts/part-of.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const LIST = listFilter<never>("/admin/notifications/announcements", {});
/** Words after which the form is shown again with what was written, next to how it will look. */
const SHOWN_AGAIN = new Set(["previewed", "tested", "advertising_in_service"]);

export const generateMetadata = personalMetadata(
  ({ admin }) => admin.notifications.announcements.title,
);

export default async function AdminAnnouncements({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = { ...LIST.read(await searchParams), q: "" };
  return adminPage({
    lang,
    path: LIST.path(filter, filter.cursor),
    forms: ["announcement"],
    async render(visit, messages) {
      const typed = SHOWN_AGAIN.has(visit.message?.code ?? "") ? (visit.message?.typed ?? {}) : {};
      const draft = draftIn(typed);
      const [found, preview] = await Promise.all([
        fromCursor(filter, (asked) => fetchAnnouncements(visit.token, LIST.query(asked))),
        draft.ok ? previewAnnouncement(visit.token, draft.value) : null,
      ]);
      if (!found.ok) return null;
      const { items, nextCursor } = found.value;
      const texts = messages.admin.notifications.announcements;
      const parts = ["write", ...items.map(({ id }) => partOf(id, "stop"))];
      const desk = deskOf({
        ...{ lang, messages, visit, action: "announcement", parts },
        texts,
      });
      return (
        <AdminFrame {...{ lang, messages }} current="messages" title={texts.title}>
          <MessagesHead current="announcements" desk={desk} />
          {preview?.ok && <PreviewPart {...{ desk, typed }} preview={preview.value} />}
          <AnnouncementForm {...{ desk, typed }} />
          <AnnouncementList {...{ desk, items, nextCursor }} isFirstPage={!filter.cursor} />
        </AdminFrame>
      );
    },
  });
}
