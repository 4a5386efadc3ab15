/** Where a one-time password link leads; its secret is in a cookie by then. @see src/session/reset-link.ts */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { ResetForm } from "#domains/account/entry/reset-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.reset.title);

export default async function Reset({ params }: PageProps) {
  const { lang } = await params;
  const { message, hasResetLink } = await shownMessages("reset");
  return <ResetForm {...{ lang, message }} hasLink={hasResetLink} messages={messagesOf(lang)} />;
}
