/** Mails of links and of what was asked for in somebody's name: who asked, when and from where, how long a link lives. Pure. @see specs/notifications.md 24 */
import { AUTH_EVENT_DATA } from "@edgemart/contracts/events/auth-events";
import { MEMBER_EVENT_DATA } from "@edgemart/contracts/events/member-events";
import { LINK_PAGE, type LinkMail } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import { z } from "zod";
import { METHODS, WHATS } from "./auth-names.ts";
import { AUTH_BECAUSE, AUTH_WORDS, type AuthTemplate, RESET_BY_STAFF } from "./auth-words.ts";
import { type MailContent, subjectOf } from "./content.ts";
import { timesText, timeText } from "./formats.ts";
import { LABELS } from "./labels.ts";
import type { MailPlace } from "./order-mail.ts";
import { shopUrl } from "./shop-url.ts";

/** A sign-in, and how many others were not mailed since the last that was. */
const NewDevice = AUTH_EVENT_DATA["auth.session_opened"].extend({
  more: z.int().min(0).default(0),
});

/** What each template is made of, from the event that asks for it. */
export const AUTH_DATA = {
  link_register: AUTH_EVENT_DATA["auth.registration_requested"],
  link_reset: AUTH_EVENT_DATA["auth.reset_requested"],
  link_verify: AUTH_EVENT_DATA["auth.verify_requested"],
  link_claim: AUTH_EVENT_DATA["auth.claim_requested"],
  link_email_change: AUTH_EVENT_DATA["auth.email_change_requested"],
  // Who moved the account is known of the request that came before.
  link_email_undo: MEMBER_EVENT_DATA["member.email_changed"],
  // Of a free address and of a taken one: what both have.
  email_change_notice: AUTH_EVENT_DATA["auth.email_change_refused"],
  registration_repeated: AUTH_EVENT_DATA["auth.registration_repeated"],
  email_change_refused: AUTH_EVENT_DATA["auth.email_change_refused"],
  new_device: NewDevice,
  password_changed: AUTH_EVENT_DATA["auth.password_changed"],
  factor_changed: AUTH_EVENT_DATA["auth.factor_changed"],
  sign_in_blocked: AUTH_EVENT_DATA["auth.sign_in_blocked"],
  factor_blocked: AUTH_EVENT_DATA["auth.sign_in_blocked"],
} as const satisfies Record<AuthTemplate, z.ZodType>;

/** Templates of what was done, not asked for. */
const DONE: ReadonlySet<AuthTemplate> = new Set([
  ...(["link_email_undo", "new_device", "password_changed", "factor_changed"] as const),
  ...(["sign_in_blocked", "factor_blocked"] as const),
]);

/** A template of these with its data. */
export interface AuthTold {
  template: AuthTemplate;
  data: {
    browser?: string | undefined;
    country?: string | undefined;
    method?: string | undefined;
    what?: string | undefined;
    more?: number | undefined;
    byStaff?: true | undefined;
  };
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
  const link = "link" in told ? told.link : null;
  // Who asks with an address that is held is mailed the link that takes it back.
  const said = link?.kind === "email_undo" ? "link_email_undo" : template;
  const words = data.byStaff ? RESET_BY_STAFF[locale] : AUTH_WORDS[locale][said];
  const label = (name: string) => LABELS[locale][name] ?? name;
  const facts = [
    ...whatFact(data, locale),
    {
      label: label(DONE.has(said) ? "happenedAt" : "askedAt"),
      value: timeText(occurredAt, locale),
    },
    ...(data.browser ? [{ label: label("browser"), value: data.browser }] : []),
    ...(data.country
      ? [{ label: label("country"), value: countryText(data.country, locale) }]
      : []),
    ...methodFact(data, locale),
    ...(data.more ? [{ label: label("moreDevices"), value: timesText(data.more, locale) }] : []),
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

/** What was changed of a way to sign in, as far as this release knows it. */
function whatFact(data: AuthTold["data"], locale: Locale) {
  const value = data.what === undefined ? undefined : WHATS[locale][data.what];
  return value ? [{ label: LABELS[locale].what ?? "", value }] : [];
}

/** How a session was opened, as far as this release knows the way. */
function methodFact(data: AuthTold["data"], locale: Locale) {
  const value = data.method === undefined ? undefined : METHODS[locale][data.method];
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
