/** The administration's door as everybody else sees it; the front door sends it as 403. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import { PageSignal } from "#components/page-signal.tsx";
import type { Messages } from "#messages/messages.ts";

/** Draws the page; the front door sends it as 403. */
export function Forbidden({
  lang,
  texts,
}: {
  lang: Locale;
  texts: Messages["admin"]["forbidden"];
}) {
  return (
    <>
      <PageSignal kind="forbidden" />
      <BlankPage sign="403" text={texts.text} title={texts.title}>
        <a className="button" href={`/${lang}`}>
          {texts.home}
        </a>
        <a className="button quiet" href={`/${lang}/account`}>
          {texts.account}
        </a>
      </BlankPage>
    </>
  );
}
