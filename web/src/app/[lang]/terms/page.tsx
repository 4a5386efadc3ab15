/** Terms of use. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { pageMetadata } from "#components/metadata.ts";
import { LegalPage } from "#domains/legal/legal-page.tsx";
import type { LegalText } from "#domains/legal/legal-text.ts";
import { termsEn } from "#domains/legal/terms-en.ts";
import { termsKo } from "#domains/legal/terms-ko.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

const TEXTS: Record<Locale, LegalText> = { ko: termsKo, en: termsEn };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = TEXTS[lang];
  return pageMetadata({ lang, path: "/terms", title, description });
}

export default async function Terms({ params }: PageProps) {
  const { lang } = await params;
  return <LegalPage lang={lang} since={messagesOf(lang).footer.since} text={TEXTS[lang]} />;
}
