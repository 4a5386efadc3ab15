/** After a registration: the mail is on its way. */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { SentView } from "#domains/account/entry/sent-view.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ links }) => links.sent.title);

export default async function Sent({ params }: PageProps) {
  const { lang } = await params;
  const { message, registration } = await shownMessages("sent");
  const email = registration?.email ?? null;
  return <SentView {...{ lang, message, email }} messages={messagesOf(lang)} />;
}
