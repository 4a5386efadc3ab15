/** Asking for a link to a new password. */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { ForgotForm } from "#domains/account/entry/forgot-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ links }) => links.forgot.title);

export default async function Forgot({ params }: PageProps) {
  const { lang } = await params;
  const { message } = await shownMessages("forgot");
  return <ForgotForm {...{ lang, message }} messages={messagesOf(lang)} />;
}
