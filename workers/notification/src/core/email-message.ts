/** The one builder of an e-mail's headers: what could forge another header, or another recipient, is refused here. Pure. @see specs/notifications.md 22, 23 */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Locale } from "@edgemart/contracts/locale";
import { ONE_CLICK } from "@edgemart/contracts/unsubscribe";

/** A message that is ready to be sent: every provider is given exactly this. */
export interface EmailMessage {
  /** The delivery's id: the key under which a provider knows it. */
  key: string;
  /** `Name <address>`, as configured. */
  from: string;
  /** One address, alone. */
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
}

/** What a message is built from. */
export interface EmailParts {
  key: string;
  from: string;
  /** As its owner wrote it. */
  address: string;
  subject: string;
  html: string;
  text: string;
  locale: Locale;
  /** Where the reader's mail program unsubscribes by one click; null where mails of this kind cannot be refused so. */
  unsubscribeUrl?: string | null;
}

/** Why a message is not built. */
export type EmailRefusal = "address_refused" | "header_refused" | "too_large";

/** Largest message in bytes: a mail program cuts a longer one. */
export const EMAIL_BYTES_MAX = 60_000;

/** CR, LF, NUL and other controls, line separators, and signs that turn the direction of reading. */
const FORGING = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;

/** Builds a message, or says why there is none. */
export function buildEmail(parts: EmailParts): EmailMessage | EmailRefusal {
  const { key, from, address, subject, html, text, locale } = parts;
  const to = recipientOf(address);
  if (to === null) return "address_refused";
  const headers = {
    ...{ "Auto-Submitted": "auto-generated", "Content-Language": locale },
    ...(parts.unsubscribeUrl && {
      "List-Unsubscribe": `<${parts.unsubscribeUrl}>`,
      "List-Unsubscribe-Post": `${ONE_CLICK.name}=${ONE_CLICK.value}`,
    }),
  };
  const values = [key, from, to, subject, ...Object.values(headers)];
  if (subject === "" || values.some((value) => FORGING.test(value))) return "header_refused";
  if (bytesOf(html) + bytesOf(text) > EMAIL_BYTES_MAX) return "too_large";
  return { key, from, to, subject, html, text, headers };
}

/** Makes a text fit for a header: what could forge becomes a space. */
export function headerText(text: string): string {
  return text.replace(new RegExp(FORGING.source, "gu"), " ").replace(/\s+/g, " ").trim();
}

/** The address as it was written, with its domain in ASCII; null for what is none, or more than one. */
function recipientOf(address: string): string | null {
  const normal = normalizeEmail(address);
  if (normal === null) return null;
  return address.slice(0, address.indexOf("@")) + normal.slice(normal.indexOf("@"));
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
