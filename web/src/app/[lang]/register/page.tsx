/** Opening an account. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { pageMetadata } from "#components/metadata.ts";
import { RegisterForm } from "#domains/account/entry/register-form.tsx";
import { shownMessages } from "#domains/account/entry/shown-messages.ts";
import { messagesOf } from "#messages/messages.ts";
import { safeReturnPath } from "#session/return-path.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<{ return?: string | string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messagesOf(lang).register;
  return pageMetadata({ lang, path: "/register", title, description });
}

export default async function Register({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const wanted = (await searchParams).return;
  const { message } = await shownMessages("register");
  return (
    <RegisterForm
      back={safeReturnPath(typeof wanted === "string" ? wanted : null, "", lang)}
      message={message}
      formKey={crypto.randomUUID()}
      lang={lang}
      messages={messagesOf(lang)}
    />
  );
}
