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
}

/** Draws it. */
export function InvalidLink({ lang, title, text, path, way }: InvalidProps) {
  return (
    <BlankPage sign="…" text={text} title={title}>
      <a className="button" href={`/${lang}${path}`}>
        {way}
      </a>
    </BlankPage>
  );
}
