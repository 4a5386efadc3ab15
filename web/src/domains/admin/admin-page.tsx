/** Lets administrators through to a page; a designed 403 or outage for the rest. */
import type { Locale } from "@edgemart/contracts/locale";
import type { ReactNode } from "react";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { type Messages, messagesOf } from "#messages/messages.ts";
import type { FormName } from "#session/flash.ts";
import type { Visit } from "../account/visit.ts";
import { Forbidden } from "./forbidden.tsx";
import { visitAdmin } from "./visit-admin.ts";

interface AdminPage {
  lang: Locale;
  /** Below the language, with its query. */
  path: string;
  forms?: readonly FormName[];
  /** Gives the page, or null when what it needs could not be asked. */
  render(visit: Visit, messages: Messages): Promise<ReactNode | null>;
}

/** Gives the page to an administrator, a designed 403 to other members, an outage when no one can tell. */
export async function adminPage({ lang, path, forms = [], render }: AdminPage): Promise<ReactNode> {
  const messages = messagesOf(lang);
  const asked = await visitAdmin(lang, path, ...forms);
  if (asked.kind === "forbidden") return <Forbidden lang={lang} texts={messages.admin.forbidden} />;
  const page = asked.kind === "admin" ? await render(asked.visit, messages) : null;
  return page ?? <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
}
