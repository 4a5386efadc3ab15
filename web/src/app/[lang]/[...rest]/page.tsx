/** Every address no page has: 404 inside the shop's frame. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage, missingMetadata } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return missingMetadata((await params).lang);
}

export default async function Unknown({ params }: PageProps) {
  const { lang } = await params;
  return <MissingPage lang={lang} messages={messagesOf(lang)} />;
}
