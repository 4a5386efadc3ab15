/** A personal page when it is not known who asks, or what is theirs: sent as 503; says that nothing typed is lost. */
import { headers } from "next/headers";
import { webConfig } from "../config.ts";
import type { Messages } from "../messages/messages.ts";
import { readCookie } from "../session/cookies.ts";
import { cookieNames } from "../session/session-cookies.ts";
import { BlankPage } from "./notice.tsx";
import { PageSignal } from "./page-signal.tsx";

/** Draws the page; it says so when a draft of what was typed is kept. */
export async function PersonalOutage({ texts, href }: { texts: Messages["mine"]; href: string }) {
  const { draft } = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const isKept = readCookie((await headers()).get("cookie"), draft) !== null;
  const { title, text, kept, retry } = texts.away;
  return (
    <>
      <PageSignal kind="outage" />
      <BlankPage sign="503" text={isKept ? kept : text} title={title}>
        {/* A full load, not the router: the question is whether the shop answers again. */}
        <a className="button" href={href}>
          {retry}
        </a>
      </BlankPage>
    </>
  );
}
