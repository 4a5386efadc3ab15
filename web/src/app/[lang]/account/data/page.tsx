/** A member's data, and leaving. */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { OwnData } from "#domains/account/data/own-data.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.data.title);

export default async function Data({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const visited = await visit(lang, "/account/data", "export", "delete", "confirm");
  if (!visited) return <PersonalOutage href={`/${lang}/account/data`} texts={messages.mine} />;
  return (
    <AccountFrame
      current="data"
      lang={lang}
      member={visited.member}
      messages={messages}
      title={messages.mine.data.title}
    >
      <OwnData lang={lang} messages={messages} visit={visited} />
    </AccountFrame>
  );
}
