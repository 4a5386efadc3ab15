/** The content of a message from its template's name, its event's data and what the owner of its recipient answered. Pure. */
import { MEMBER_EVENT_DATA } from "@edgemart/contracts/events/member-events";
import { ConsentChanged } from "@edgemart/contracts/events/notification-events";
import { ORDER_EVENT_DATA, type OrderEventType } from "@edgemart/contracts/events/order-events";
import { PaymentChanged } from "@edgemart/contracts/events/payment-events";
import { MailSuppressed } from "@edgemart/contracts/events/returned-mail-events";
import type { LinkMail } from "@edgemart/contracts/links";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import type { Order } from "@edgemart/contracts/order";
import type { z } from "zod";
import type { Template } from "../templates.ts";
import { type AccountTemplate, type AccountTold, accountMail } from "./account-mail.ts";
import {
  AnnouncementContent,
  type AnnouncementTold,
  announcementMail,
} from "./announcement-mail.ts";
import { AUTH_DATA, type AuthTold, authMail } from "./auth-mail.ts";
import type { AuthTemplate } from "./auth-words.ts";
import { type ConsentTold, consentMail, OldConsent } from "./consent-mail.ts";
import type { MailContent } from "./content.ts";
import {
  type MailPlace,
  type NoMail,
  type OrderTemplate,
  type OrderTold,
  orderMail,
} from "./order-mail.ts";
import { type PointsTemplate, pointsMail } from "./points-mail.ts";

/** A template with its data. */
export type Filled =
  | OrderTold
  | AccountTold
  | AuthTold
  | ConsentTold
  | AnnouncementTold
  | { template: PointsTemplate; data: PaymentChanged["data"] };

const ORDER_TYPES: Readonly<Record<OrderTemplate, OrderEventType>> = {
  order_paid: "order.paid",
  order_awaiting_deposit: "order.awaiting_deposit",
  order_deposit_reversed: "order.deposit_reversed",
  order_expired: "order.expired",
  order_cancelled: "order.cancelled",
  order_shipped: "order.shipped",
  order_delivered: "order.delivered",
  order_return_changed: "order.return_changed",
  order_refunded: "order.refunded",
};

const ACCOUNT_DATA: Readonly<Record<AccountTemplate, z.ZodType>> = {
  member_registered: MEMBER_EVENT_DATA["member.registered"],
  member_status_changed: MEMBER_EVENT_DATA["member.status_changed"],
  member_role_changed: MEMBER_EVENT_DATA["member.role_changed"],
  member_email_changed: MEMBER_EVENT_DATA["member.email_changed"],
  member_deleted: MEMBER_EVENT_DATA["member.deleted"],
  address_suppressed: MailSuppressed.shape.data,
};

/** Parses the data that a row holds for a template. @returns null for data of another shape */
export function dataOf(template: Template, data: unknown): Filled | null {
  const parsed = schemaOf(template).safeParse(data);
  // Guarantee of the cast: the schema is the one of this template.
  return parsed.success ? ({ template, data: parsed.data } as Filled) : null;
}

function schemaOf(template: Template): z.ZodType {
  if (isOfOrder(template)) return ORDER_EVENT_DATA[ORDER_TYPES[template]];
  if (isOfAccount(template)) return ACCOUNT_DATA[template];
  if (isOfAuth(template)) return AUTH_DATA[template];
  if (template === "announcement") return AnnouncementContent;
  if (template === "consent_changed") return ConsentChanged.shape.data;
  if (template === "consent_reminder") return OldConsent;
  return PaymentChanged.shape.data;
}

/** What the owner of the recipient answered. */
export type Told =
  | {
      order: Order;
      /** Somebody has confirmed the address that it goes to. */
      isConfirmed: boolean;
    }
  | { contact: MemberContact }
  | { link: LinkMail };

/** Makes the content. @throws when a rule pairs a template with a recipient of another kind: a bug */
export function contentOf(filled: Filled, told: Told, place: MailPlace): MailContent | NoMail {
  if (isOrderTold(filled)) {
    if ("order" in told) return orderMail(filled, told.order, place, told.isConfirmed);
  } else if (isAuthTold(filled)) {
    if (!("order" in told)) return authMail(filled, told, place);
  } else if ("contact" in told) {
    if (isAccountTold(filled)) return accountMail(filled, told.contact, place);
    if (filled.template === "announcement") return announcementMail(filled, told.contact, place);
    if (isConsentTold(filled)) return consentMail(filled, told.contact, place);
    return pointsMail(filled.template, filled.data, told.contact, place);
  }
  throw new Error(`${filled.template} is told to another kind of recipient`);
}

function isOfAuth(template: Template): template is AuthTemplate {
  return Object.hasOwn(AUTH_DATA, template);
}

/** Tells whether a message is about a link or a sign-in. */
export function isAuthTold(filled: Filled): filled is AuthTold {
  return isOfAuth(filled.template);
}

function isOfOrder(template: Template): template is OrderTemplate {
  return Object.hasOwn(ORDER_TYPES, template);
}

function isOfAccount(template: Template): template is AccountTemplate {
  return Object.hasOwn(ACCOUNT_DATA, template);
}

/** Tells whether a message is about an account. */
export function isAccountTold(filled: Filled): filled is AccountTold {
  return isOfAccount(filled.template);
}

/** Tells whether a message is about a consent to advertising. */
export function isConsentTold(filled: Filled): filled is ConsentTold {
  return filled.template === "consent_changed" || filled.template === "consent_reminder";
}

/** Tells whether a message is about an order. */
export function isOrderTold(filled: Filled): filled is OrderTold {
  return isOfOrder(filled.template);
}
