/** A member's password. */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { PasswordForm } from "#domains/account/password/password-form.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.password.title);

export default async function Password({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const visited = await visit(lang, "/account/password", "password");
  if (!visited) return <PersonalOutage href={`/${lang}/account/password`} texts={messages.mine} />;
  const { title, intro } = messages.mine.password;
  return (
    <AccountFrame {...{ lang, messages, title, intro }} current="password" member={visited.member}>
      <PasswordForm lang={lang} messages={messages} visit={visited} />
    </AccountFrame>
  );
}
