/** The second factor, after the password. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { personalMetadata } from "#components/personal-metadata.ts";
import { webConfig } from "#config.ts";
import { CodeForm } from "#domains/account/entry/code-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";
import { readWaitingSignIn } from "#session/mfa-cookie.ts";
import { safeReturnPath } from "#session/return-path.ts";
import { cookieNames } from "#session/session-cookies.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<{ return?: string | string[] }>;
}

export const generateMetadata = personalMetadata(({ factor }) => factor.code.title);

export default async function Code({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const wanted = (await searchParams).return;
  const back = safeReturnPath(typeof wanted === "string" ? wanted : null, "", lang);
  const names = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const waiting = readWaitingSignIn((await headers()).get("cookie"), names.mfa);
  if (!waiting) redirect(`/${lang}/login${back ? `?return=${encodeURIComponent(back)}` : ""}`);
  const { message } = await shownMessages("code");
  const { methods } = waiting;
  return <CodeForm {...{ lang, message, back, methods }} messages={messagesOf(lang)} />;
}
