/** Where links to an address lead; their token is in a cookie by then. Opening one changes nothing. */
import type { Locale } from "@edgemart/contracts/locale";
import { lookAtLink } from "#api/links.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { EmailLinkForm } from "#domains/account/entry/email-link-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ links }) => links.email.title);

export default async function EmailLink({ params }: PageProps) {
  const { lang } = await params;
  const { isSignedIn, message, token: opened } = await shownMessages("email");
  const token = opened("email");
  const answer = token ? await lookAtLink({ token }) : null;
  const look = answer?.ok ? answer.value : null;
  return <EmailLinkForm {...{ isSignedIn, lang, look, message }} messages={messagesOf(lang)} />;
}
