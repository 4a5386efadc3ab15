/** A member's inbox. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchInbox } from "#api/notifications.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { visit } from "#domains/account/visit.ts";
import { inboxPath, inboxPlaceOf } from "#domains/notifications/inbox-place.ts";
import { InboxView } from "#domains/notifications/inbox-view.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<{ unread?: string | string[]; cursor?: string | string[] }>;
}

export const generateMetadata = personalMetadata(({ notifications }) => notifications.inbox.title);

export default async function Inbox({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const asked = inboxPlaceOf(await searchParams);
  const messages = messagesOf(lang);
  const texts = messages.notifications.inbox;
  const visited = await visit(lang, inboxPath(asked), "inbox");
  const first = visited && (await fetchInbox(visited.token, { lang, ...asked }));
  // A cursor that is none of ours is as the first page.
  const isForged = first && !first.ok && first.error.code === "invalid_query";
  const place = isForged ? { ...asked, cursor: null } : asked;
  const found = visited && isForged ? await fetchInbox(visited.token, { lang, ...place }) : first;
  if (!visited || !found?.ok) {
    return <PersonalOutage href={`/${lang}${inboxPath(place)}`} texts={messages.mine} />;
  }
  const state = formState(visited.message, messages.mine, texts.done, texts.errors);
  return (
    <AccountFrame
      current="inbox"
      intro={texts.intro}
      lang={lang}
      member={visited.member}
      messages={messages}
      title={texts.title}
    >
      <FormNotice state={state} />
      <InboxView {...{ lang, texts, place }} list={found.value} owner={visited.member.id} />
    </AccountFrame>
  );
}
