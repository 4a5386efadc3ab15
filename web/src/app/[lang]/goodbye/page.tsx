/** After an account was deleted. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import { personalMetadata } from "#components/personal-metadata.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.goodbye.title);

export default async function Goodbye({ params }: PageProps) {
  const { lang } = await params;
  const texts = messagesOf(lang).mine.goodbye;
  return (
    <BlankPage sign="✓" text={texts.text} title={texts.title}>
      <a className="button" href={`/${lang}`}>
        {texts.home}
      </a>
      <a className="button quiet" href={`/${lang}/register`}>
        {texts.register}
      </a>
    </BlankPage>
  );
}
