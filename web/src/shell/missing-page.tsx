/**
 * The page for an address without one; the front door sends it as 404.
 *
 * Next's own `notFound()` leaves an empty document that only script fills, so pages give this instead.
 */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import Link from "next/link";
import { BlankPage } from "../components/notice.tsx";
import { PageSignal } from "../components/page-signal.tsx";
import { PopularRail } from "../domains/catalog/popular-rail.tsx";
import { type Messages, messagesOf } from "../messages/messages.ts";

/** Draws the page, followed by popular products. */
export function MissingPage({ lang, messages }: { lang: Locale; messages: Messages }) {
  const { title, text, home, all } = messages.notFound;
  return (
    <>
      <PageSignal kind="missing" />
      <BlankPage sign="404" text={text} title={title}>
        <Link className="button" href={`/${lang}/products`} prefetch={false}>
          {all}
        </Link>
        <Link className="button quiet" href={`/${lang}`} prefetch={false}>
          {home}
        </Link>
      </BlankPage>
      <PopularRail lang={lang} messages={messages} />
    </>
  );
}

/** What such a page tells search engines: nothing to keep. */
export function missingMetadata(lang: Locale): Metadata {
  const { notFound, brand } = messagesOf(lang);
  return { title: `${notFound.title} · ${brand.name}`, robots: { index: false } };
}
