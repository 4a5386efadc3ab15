/** Mails of links and of what was asked for in somebody's name: who asked, when and from where, how long a link lives. Pure. @see specs/notifications.md 24 */
import type { AUTH_EVENT_DATA, AuthEventType } from "@edgemart/contracts/events/auth-events";
import { LINK_PAGE, type LinkMail } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import type { z } from "zod";
import { AUTH_BECAUSE, AUTH_WORDS, type AuthTemplate, METHODS } from "./auth-words.ts";
import { type MailContent, subjectOf } from "./content.ts";
import { timeText } from "./formats.ts";
import { LABELS } from "./labels.ts";
import type { MailPlace } from "./order-mail.ts";
import { shopUrl } from "./shop-url.ts";

/** The event whose data each template is made of. */
export const AUTH_TYPES: Readonly<Record<AuthTemplate, AuthEventType>> = {
  link_register: "auth.registration_requested",
  link_reset: "auth.reset_requested",
  link_verify: "auth.verify_requested",
  link_claim: "auth.claim_requested",
  link_email_change: "auth.email_change_requested",
  email_change_notice: "auth.email_change_requested",
  registration_repeated: "auth.registration_repeated",
  email_change_refused: "auth.email_change_refused",
  new_device: "auth.session_opened",
  password_changed: "auth.password_changed",
  factor_changed: "auth.factor_changed",
  sign_in_blocked: "auth.sign_in_blocked",
  factor_blocked: "auth.sign_in_blocked",
};

/** Events of what was done, not asked for. */
const DONE: ReadonlySet<AuthEventType> = new Set([
  "auth.session_opened",
  "auth.password_changed",
  "auth.factor_changed",
  "auth.sign_in_blocked",
]);

/** A template of these with its data. */
export interface AuthTold {
  template: AuthTemplate;
  data: z.output<(typeof AUTH_EVENT_DATA)[AuthEventType]>;
}

/** Where the button of a mail without a link leads. */
const PLACES: Readonly<Partial<Record<AuthTemplate, readonly string[]>>> = {
  email_change_notice: ["forgot"],
  registration_repeated: ["login"],
  email_change_refused: ["account", "security"],
  new_device: ["account", "security"],
  password_changed: ["forgot"],
  factor_changed: ["account", "security"],
  sign_in_blocked: ["account", "security"],
  factor_blocked: ["account", "security"],
};

/** Makes a mail. @param told the link, or whom it is about */
export function authMail(
  { data, template }: AuthTold,
  told: { link: LinkMail } | { contact: MemberContact },
  { locale, occurredAt, shopOrigin }: MailPlace,
): MailContent {
  const words = AUTH_WORDS[locale][template];
  const label = (name: string) => LABELS[locale][name] ?? name;
  const link = "link" in told ? told.link : null;
  const facts = [
    {
      label: label(DONE.has(AUTH_TYPES[template]) ? "happenedAt" : "askedAt"),
      value: timeText(occurredAt, locale),
    },
    ...(data.browser ? [{ label: label("browser"), value: data.browser }] : []),
    ...(data.country
      ? [{ label: label("country"), value: countryText(data.country, locale) }]
      : []),
    ...methodFact(data, locale),
    ...(link ? [{ label: label("goodUntil"), value: timeText(link.expiresAt, locale) }] : []),
  ];
  return {
    subject: subjectOf(words.title),
    title: words.title,
    blocks: [
      { kind: "text", text: words.text },
      { kind: "button", label: words.button, url: urlOf(template, link, locale, shopOrigin) },
      { kind: "facts", facts },
      { kind: "text", text: words.notYou },
    ],
    because: AUTH_BECAUSE[locale],
  };
}

/** How a session was opened, as far as this release knows the way. */
function methodFact(data: AuthTold["data"], locale: Locale) {
  const value = "method" in data ? METHODS[locale][data.method] : undefined;
  return value ? [{ label: LABELS[locale].method ?? "", value }] : [];
}

function urlOf(
  template: AuthTemplate,
  link: LinkMail | null,
  locale: Locale,
  shopOrigin: string,
): string {
  if (!link) return shopUrl(shopOrigin, locale, PLACES[template] ?? []);
  return shopUrl(shopOrigin, locale, LINK_PAGE[link.kind].split("/"), { token: link.token });
}

function countryText(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code;
}
