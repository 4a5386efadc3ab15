/** What a page tells search engines and link previews. */

import { type Picture, picturePath } from "@edgemart/contracts/images";
import type { Locale } from "@edgemart/contracts/locale";
import { LOCALES } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { webConfig } from "../config.ts";
import { messagesOf } from "../messages/messages.ts";
import { pageBelow } from "../pages.ts";

interface PageFacts {
  lang: Locale;
  /** Path below the language, with the query that belongs to the page: `/products?category=lamps`. */
  path: string;
  title: string;
  description: string;
  picture?: Picture | null;
  /** No search should lead to this address; without it, what the page's row says. */
  hidden?: boolean;
}

/** The entire picture, with room at its sides: what previews show is 1.91 : 1, and products are square. JPEG, which all of them read. */
const SHARED = { w: 1200, h: 630, fit: "contain", f: "jpeg", bg: "f0f2ee" } as const;

const OG_LOCALE: Record<Locale, string> = { ko: "ko_KR", en: "en_US" };

/** Makes title, canonical address, languages and previews of a page. */
export function pageMetadata({
  lang,
  path,
  title,
  description,
  picture,
  hidden = !pageBelow(path.split("?")[0] ?? "")?.isIndexed,
}: PageFacts): Metadata {
  const { SHOP_ORIGIN, NEXT_PUBLIC_CDN_DOMAIN } = webConfig();
  const brand = messagesOf(lang).brand.name;
  const image = {
    url: picture ? NEXT_PUBLIC_CDN_DOMAIN + picturePath(picture.id, SHARED) : "/og.png",
    width: 1200,
    height: 630,
    alt: picture?.alt || brand,
  };
  const languages = Object.fromEntries(LOCALES.map((locale) => [locale, `/${locale}${path}`]));
  return {
    metadataBase: new URL(SHOP_ORIGIN),
    title: title.includes(brand) ? title : `${title} · ${brand}`,
    description,
    alternates: {
      canonical: `/${lang}${path}`,
      languages: { ...languages, "x-default": `/ko${path}` },
    },
    openGraph: {
      type: "website",
      siteName: brand,
      title,
      description,
      url: `/${lang}${path}`,
      locale: OG_LOCALE[lang],
      alternateLocale: LOCALES.filter((locale) => locale !== lang).map(
        (locale) => OG_LOCALE[locale],
      ),
      images: [image],
    },
    twitter: { card: "summary_large_image" },
    ...(hidden ? { robots: { index: false, follow: true } } : {}),
  };
}
