/** Sign-in. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { pageMetadata } from "#components/metadata.ts";
import { LoginForm } from "#domains/account/entry/login-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";
import { safeReturnPath } from "#session/return-path.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<{ return?: string | string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messagesOf(lang).login;
  return pageMetadata({ lang, path: "/login", title, description });
}

export default async function Login({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const wanted = (await searchParams).return;
  const { message, hasDraft } = await shownMessages("login");
  return (
    <LoginForm
      back={safeReturnPath(typeof wanted === "string" ? wanted : null, "", lang)}
      message={message}
      hasDraft={hasDraft}
      lang={lang}
      messages={messagesOf(lang)}
    />
  );
}
