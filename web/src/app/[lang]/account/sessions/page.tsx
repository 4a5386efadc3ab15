/** Where a member is signed in. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchSessions } from "#api/account.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { SessionListView } from "#domains/account/sessions/session-list.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.sessions.title);

export default async function Sessions({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const visited = await visit(lang, "/account/sessions", "sessions", "confirm");
  const listed = visited && (await fetchSessions(visited.token));
  if (!visited || !listed?.ok) {
    return <PersonalOutage href={`/${lang}/account/sessions`} texts={messages.mine} />;
  }
  const { title, intro } = messages.mine.sessions;
  return (
    <AccountFrame {...{ lang, messages, title, intro }} current="sessions" member={visited.member}>
      <SessionListView {...{ lang, messages }} sessions={listed.value.items} visit={visited} />
    </AccountFrame>
  );
}
