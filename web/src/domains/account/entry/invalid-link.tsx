/** What the page of a link says that cannot be used: one page for every reason, and what to do next. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";

interface InvalidProps {
  lang: Locale;
  title: string;
  text: string;
  /** Where a new one is asked for, below the language. */
  path: string;
  way: string;
  /** Text of a way to the sign-in besides; where what the link was for may be done already. */
  logIn?: string;
}

/** Draws it. */
export function InvalidLink({ lang, title, text, path, way, logIn }: InvalidProps) {
  return (
    <BlankPage sign="…" text={text} title={title}>
      {logIn && (
        <a className="button" href={`/${lang}/login`}>
          {logIn}
        </a>
      )}
      <a className={logIn ? "button quiet" : "button"} href={`/${lang}${path}`}>
        {way}
      </a>
    </BlankPage>
  );
}
