/** The page shown when the gateway cannot answer; the front door sends it as 503. */
import type { Messages } from "../messages/messages.ts";
import { BlankPage } from "./notice.tsx";
import { PageSignal } from "./page-signal.tsx";

/** Draws the page with a way to try `href` again. */
export function Outage({ texts, href }: { texts: Messages["outage"]; href: string }) {
  return (
    <>
      <PageSignal kind="outage" />
      <BlankPage sign="503" text={texts.text} title={texts.title}>
        {/* A full load, not the router: the question is whether the shop answers again. */}
        <a className="button" href={href}>
          {texts.retry}
        </a>
      </BlankPage>
    </>
  );
}
