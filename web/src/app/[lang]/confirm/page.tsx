/** Where the link of a registration leads; its token is in a cookie by then. Opening it changes nothing. */
import type { Locale } from "@edgemart/contracts/locale";
import { lookAtLink } from "#api/links.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { ConfirmRegistrationForm } from "#domains/account/entry/confirm-registration-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ links }) => links.confirm.title);

export default async function Confirm({ params }: PageProps) {
  const { lang } = await params;
  const { message, registration, token: opened } = await shownMessages("confirmed");
  const token = opened("confirm");
  const asked = { token: token ?? "", ...(registration && { browserKey: registration.key }) };
  const answer = token ? await lookAtLink(asked) : null;
  const look = answer?.ok && answer.value.kind === "register" ? answer.value : null;
  return <ConfirmRegistrationForm {...{ lang, message, look }} messages={messagesOf(lang)} />;
}
