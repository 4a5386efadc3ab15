/** A member's profile. */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { ProfileForm } from "#domains/account/profile/profile-form.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.profile.title);

export default async function Profile({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const visited = await visit(lang, "/account", "profile");
  if (!visited) return <PersonalOutage href={`/${lang}/account`} texts={messages.mine} />;
  const { title, intro } = messages.mine.profile;
  return (
    <AccountFrame {...{ lang, messages, title, intro }} current="profile" member={visited.member}>
      <ProfileForm lang={lang} messages={messages} visit={visited} />
    </AccountFrame>
  );
}
