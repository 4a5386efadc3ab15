/** After an account was deleted. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { BlankPage } from "#components/notice.tsx";
import { personalMetadata } from "#components/personal-metadata.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { mine, brand } = messagesOf((await params).lang);
  return personalMetadata(mine.goodbye.title, brand.name);
}

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
