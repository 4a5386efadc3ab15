/** What is missing after a sign-in at Google, and where the link leads that proves an account's mailbox. Opening that changes nothing. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { lookAtLink } from "#api/links.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { webConfig } from "#config.ts";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { ClaimForm } from "#domains/account/google/claim-view.tsx";
import { ConnectView } from "#domains/account/google/connect-view.tsx";
import { messagesOf } from "#messages/messages.ts";
import { readOidc } from "#session/oidc-cookie.ts";
import { cookieNames } from "#session/session-cookies.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ google }) => google.submit);

export default async function Connect({ params }: PageProps) {
  const { lang } = await params;
  const { message, token: opened } = await shownMessages("connect");
  const { oidc } = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const { claim, ticket } = readOidc((await headers()).get("cookie"), oidc);
  const common = { lang, message, claim, messages: messagesOf(lang) };
  const token = opened("connect");
  const answer = token ? await lookAtLink({ token }) : null;
  const look = answer?.ok ? answer.value : null;
  // A sign-in that was begun anew goes before a link that is over.
  if (look || (token && !ticket) || message?.code === "link_invalid") {
    return <ClaimForm {...common} look={look} />;
  }
  return <ConnectView {...common} ticket={ticket} />;
}
