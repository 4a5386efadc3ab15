/** Where a mail's way to unsubscribe leads; its token is in a cookie by then. Opening it refuses nothing. */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { UnsubscribeView } from "#domains/notifications/unsubscribe-view.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(
  ({ notifications }) => notifications.unsubscribe.title,
);

export default async function Unsubscribe({ params }: PageProps) {
  const { lang } = await params;
  const { message, token } = await shownMessages("unsubscribe");
  const messages = messagesOf(lang);
  return <UnsubscribeView {...{ lang, message, messages }} token={token("unsubscribe")} />;
}
