"use client";
/** The 404 page. Next tells it no parameters, so it reads its language from the address. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { useParams } from "next/navigation";
import type { Messages } from "../messages/fill.ts";
import { BlankPage } from "./notice.tsx";

/** Draws the 404 page in the language of the address. */
export function LostPage({ texts }: { texts: Record<Locale, Messages["notFound"]> }) {
  const lang = useParams().lang === "en" ? "en" : "ko";
  const { title, text, home, all } = texts[lang];
  return (
    <BlankPage sign="404" text={text} title={title}>
      <Link className="button" href={`/${lang}/products`} prefetch={false}>
        {all}
      </Link>
      <Link className="button quiet" href={`/${lang}`} prefetch={false}>
        {home}
      </Link>
    </BlankPage>
  );
}
