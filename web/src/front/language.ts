/** Chooses the language of an address that names none. Pure. */
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@edgemart/contracts/locale";

const NO_LANGUAGE = /^\/(api|_next|cdn-cgi)(\/|$)|^\/auth\/google\/callback$|\.[a-z0-9]{1,12}$/i;

/** Gives the language prefix of a path, or null. */
export function localeOf(path: string): Locale | null {
  const first = path.split("/")[1];
  return LOCALES.find((locale) => locale === first) ?? null;
}

/** Gives the path with a language in front when it needs one and has none; else null. */
export function languagePath(path: string, acceptLanguage: string | null): string | null {
  if (localeOf(path) || NO_LANGUAGE.test(path)) return null;
  const rest = path.replace(/^\/+/, "");
  return `/${preferredLocale(acceptLanguage)}${rest ? `/${rest}` : ""}`;
}

/** Gives the path whose language is written as it should be, when it is written `/KO` or `/En`; else null. */
export function writtenLanguage(path: string): string | null {
  const [, first = ""] = path.split("/");
  const locale = localeOf(`/${first.toLowerCase()}`);
  return locale && locale !== first ? `/${locale}${path.slice(1 + first.length)}` : null;
}

/** Reads `Accept-Language` (RFC 9110 §12.5.4); the shop's own language when nothing fits. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map((wish) => {
      const [tag = "", ...parameters] = wish.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return {
        language: tag.split("-")[0],
        quality: quality ? Number(quality.trim().slice(2)) : 1,
      };
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wishes) {
    const known = LOCALES.find((locale) => locale === language);
    if (known) return known;
  }
  return DEFAULT_LOCALE;
}
