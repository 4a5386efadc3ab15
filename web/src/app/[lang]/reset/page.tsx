/** Where a link to a new password leads; its token is in a cookie by then. @see src/session/one-time-link.ts */
import type { Locale } from "@edgemart/contracts/locale";
import { lookAtLink } from "#api/links.ts";
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
  const { message, token: opened } = await shownMessages("reset");
  const token = opened("reset");
  const look = token ? await lookAtLink({ token }) : null;
  // Where auth does not answer, the form is shown: its answer says what is so.
  const isBad = !look || (!look.ok && look.error.code === "link_invalid");
  const isOther = look?.ok === true && look.value.kind !== "reset";
  const waysIn = isBad || isOther ? null : (look.ok && look.value.waysIn) || [];
  return <ResetForm {...{ lang, message, waysIn }} messages={messagesOf(lang)} />;
}
