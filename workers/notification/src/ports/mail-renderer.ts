/** Makes a mail's HTML. */
import type { Locale } from "@edgemart/contracts/locale";
import type { MailContent } from "../core/mails/content.ts";

/** Renders mails. Every text of the content stays text. */
export interface MailRenderer {
  html(content: MailContent, locale: Locale): Promise<string>;
}
