/** Where ordering will begin; says honestly that it has not. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import Link from "next/link";
import { pageMetadata } from "#components/metadata.ts";
import { BlankPage } from "#components/notice.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messagesOf(lang).checkout;
  return pageMetadata({ lang, path: "/checkout", title, description });
}

export default async function Checkout({ params }: PageProps) {
  const { lang } = await params;
  const texts = messagesOf(lang).checkout;
  return (
    <BlankPage sign={texts.title} text={texts.text} title={texts.soon}>
      <a className="button" href={`/${lang}/cart`}>
        {texts.back}
      </a>
      <Link className="button quiet" href={`/${lang}/products`} prefetch={false}>
        {texts.home}
      </Link>
    </BlankPage>
  );
}
