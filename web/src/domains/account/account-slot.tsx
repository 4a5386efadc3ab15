"use client";
/** The account's place in the header: links for guests, a greeting for members, without a name when it is not known. Its size does not depend on which. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { languageOf } from "#components/language-of.ts";
import { Quoting } from "#components/quoting.tsx";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./account-slot.module.css";
import { NotificationBell } from "./notification-bell.tsx";
import { useSession } from "./use-session.ts";

/** Draws the account's place in the header. */
export function AccountSlot({ lang, texts }: { lang: Locale; texts: Messages["account"] }) {
  const status = useSession((session) => session.status);
  const name = useSession((session) => session.name);
  const isKnown = status === "member";
  const greeting = isKnown ? fill(texts.hello, { name }) : texts.label;
  const path = usePathname();
  const back = /^\/(ko|en)(\/(login|register))?$/.test(path)
    ? ""
    : `?return=${encodeURIComponent(path)}`;
  return (
    <section aria-label={texts.label} className={styles.slot}>
      {isKnown || status === "away" ? (
        <form
          action="/api/session/logout"
          className={styles.member}
          data-away={isKnown ? undefined : ""}
          method="post"
        >
          <input name="lang" type="hidden" value={lang} />
          <a className={styles.hello} href={`/${lang}/account`}>
            <span className={styles.full}>
              <Quoting text={greeting} words={[name]} />
            </span>
            {/* A phone has no room for the greeting: half of one says less than the name. */}
            <span
              aria-hidden="true"
              className={styles.short}
              lang={isKnown ? languageOf(name) : undefined}
            >
              {isKnown ? name : texts.label}
            </span>
          </a>
          <NotificationBell lang={lang} texts={texts.bell} />
          <button type="submit">{texts.logout}</button>
        </form>
      ) : (
        <div className={styles.guest}>
          {/* A page that is the same for everyone cannot know who reads it without script: this way is right for both. */}
          <a className="without-script" href={`/${lang}/account`}>
            {texts.either}
          </a>
          <NotificationBell isScriptless lang={lang} texts={texts.bell} />
          <Link className="needs-script" href={`/${lang}/login${back}`} prefetch={false}>
            {texts.login}
          </Link>
          <Link className="needs-script" href={`/${lang}/register${back}`} prefetch={false}>
            {texts.register}
          </Link>
        </div>
      )}
    </section>
  );
}
