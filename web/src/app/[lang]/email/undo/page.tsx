/** Where the link leads that takes an address back; its token is in a cookie by then. Opening it changes nothing. */
import type { Locale } from "@edgemart/contracts/locale";
import { lookAtLink } from "#api/links.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { UndoForm } from "#domains/account/entry/email-link-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ links }) => links.emailUndo.title);

export default async function EmailUndo({ params }: PageProps) {
  const { lang } = await params;
  const { message, token: opened } = await shownMessages("emailUndo");
  const token = opened("email/undo");
  const answer = token ? await lookAtLink({ token }) : null;
  const look = answer?.ok ? answer.value : null;
  return <UndoForm {...{ lang, look, message }} messages={messagesOf(lang)} />;
}
