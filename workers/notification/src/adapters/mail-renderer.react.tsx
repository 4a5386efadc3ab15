/** Renders mails with React: what is data is escaped by it. */
import { render } from "@react-email/render";
import type { MailRenderer } from "../ports/mail-renderer.ts";
import { MailLayout } from "./mail-layout.tsx";

/** The renderer. */
export const reactRenderer: MailRenderer = {
  html: (content, locale) => render(<MailLayout content={content} locale={locale} />),
};
