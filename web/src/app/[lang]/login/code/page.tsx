/** The second factor: after the password, or of an administrator who is signed in without one. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { webConfig } from "#config.ts";
import { CodeForm } from "#domains/account/entry/code-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { ownMethods } from "#domains/account/factor/own-methods.ts";
import { messagesOf } from "#messages/messages.ts";
import { tokenFacts } from "#session/access-token.ts";
import { readCookie } from "#session/cookies.ts";
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
  const cookie = (await headers()).get("cookie");
  const messages = messagesOf(lang);
  const query = back ? `?return=${encodeURIComponent(back)}` : "";
  const waiting = readWaitingSignIn(cookie, names.mfa);
  const token = readCookie(cookie, names.access);
  if (!waiting && !token) redirect(`/${lang}/login${query}`);
  const { message } = await shownMessages("code");
  const common = { lang, messages, message, back };
  if (waiting) return <CodeForm {...common} methods={waiting.methods} />;
  const facts = tokenFacts(token ?? "");
  if (facts?.hasSecondFactor) redirect(back || `/${lang}`);
  const methods = await ownMethods(token ?? "");
  if (!methods)
    return <PersonalOutage href={`/${lang}/login/code${query}`} texts={messages.mine} />;
  return <CodeForm {...common} methods={methods} stepUp={facts?.isAdmin ? "admin" : "member"} />;
}
