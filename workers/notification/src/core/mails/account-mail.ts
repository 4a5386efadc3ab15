/** Mails about an account, from the event and its member's name of now. Pure. */
import type { MEMBER_EVENT_DATA } from "@edgemart/contracts/events/member-events";
import type { MailSuppressed } from "@edgemart/contracts/events/returned-mail-events";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import type { z } from "zod";
import type { Template } from "../templates.ts";
import {
  ACCOUNT_BECAUSE,
  ACCOUNT_BUTTONS,
  ACCOUNT_WORDS,
  type AccountMailKind,
} from "./account-words.ts";
import { type MailContent, subjectOf } from "./content.ts";
import { greeting } from "./labels.ts";
import type { MailPlace, NoMail } from "./order-mail.ts";
import { shopUrl } from "./shop-url.ts";

type DataOf = {
  [Type in keyof typeof MEMBER_EVENT_DATA]: z.output<(typeof MEMBER_EVENT_DATA)[Type]>;
};

/** What a mail is made of, by its template. */
export type AccountTold =
  | { template: "member_registered"; data: DataOf["member.registered"] }
  | { template: "member_status_changed"; data: DataOf["member.status_changed"] }
  | { template: "member_role_changed"; data: DataOf["member.role_changed"] }
  | { template: "member_email_changed"; data: DataOf["member.email_changed"] }
  | { template: "member_deleted"; data: DataOf["member.deleted"] }
  | { template: "address_suppressed"; data: MailSuppressed["data"] };
/** A template of a mail about an account. */
export type AccountTemplate = Extract<Template, AccountTold["template"]>;

/** Makes a mail. */
export function accountMail(
  told: AccountTold,
  contact: MemberContact,
  { locale, shopOrigin }: MailPlace,
): MailContent | NoMail {
  const kind = accountKindOf(told);
  if (kind === null) return "untrue";
  const { title, text, notYou } = ACCOUNT_WORDS[locale][kind];
  const { path, label } = ACCOUNT_BUTTONS[BUTTON_OF[kind]];
  return {
    subject: subjectOf(title),
    title,
    blocks: [
      { kind: "text", text: greeting(contact.name, locale) },
      { kind: "text", text },
      { kind: "text", text: notYou },
      { kind: "button", label: label[locale], url: shopUrl(shopOrigin, locale, path) },
    ],
    because: ACCOUNT_BECAUSE[locale],
  };
}

const BUTTON_OF: Readonly<Record<AccountMailKind, keyof typeof ACCOUNT_BUTTONS>> = {
  registered: "account",
  registered_by_staff: "login",
  disabled: "shop",
  enabled: "login",
  role_admin: "login",
  role_other: "login",
  email_changed: "account",
  deleted: "shop",
  mail_returned: "account",
  mail_refused: "account",
};

/** Which sentences a message has; null for a state that has none. */
export function accountKindOf(told: AccountTold): AccountMailKind | null {
  switch (told.template) {
    case "member_registered":
      return told.data.provider === "staff" ? "registered_by_staff" : "registered";
    case "member_status_changed":
      return STATUS_KINDS[told.data.state] ?? null;
    case "member_role_changed":
      return told.data.role === "admin" ? "role_admin" : "role_other";
    case "member_email_changed":
      return "email_changed";
    case "member_deleted":
      return "deleted";
    case "address_suppressed":
      return told.data.reason === "complaint" ? "mail_refused" : "mail_returned";
  }
}

const STATUS_KINDS: Readonly<Record<string, AccountMailKind>> = {
  active: "enabled",
  disabled: "disabled",
};
