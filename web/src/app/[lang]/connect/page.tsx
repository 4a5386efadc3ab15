/** What is missing after a sign-in at Google. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { personalMetadata } from "#components/personal-metadata.ts";
import { webConfig } from "#config.ts";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
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
  const { message } = await shownMessages("connect");
  const { oidc } = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const { ticket } = readOidc((await headers()).get("cookie"), oidc);
  return <ConnectView {...{ lang, message, ticket }} messages={messagesOf(lang)} />;
}
