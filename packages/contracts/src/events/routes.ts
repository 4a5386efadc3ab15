/** Which queues an event goes to. `tests/event-routes.test.ts` compares this with the wrangler files. @see specs/notifications.md 5 */
import type { PaymentPurpose } from "../payment.ts";
import type { AuthEventType } from "./auth-events.ts";
import type { MemberEventType } from "./member-events.ts";
import type { OrderEventType } from "./order-events.ts";

/** A queue with one consumer. */
export type Queue = "edgemart-order" | "edgemart-member" | "edgemart-notify";

/** Its consumer is notification. */
const NOTIFY = "edgemart-notify";

/** Queues of each event of orders. */
export const ORDER_EVENT_QUEUES: Record<OrderEventType, readonly Queue[]> = {
  "order.paid": ["edgemart-member", NOTIFY],
  "order.paid_again": [NOTIFY],
  "order.awaiting_deposit": [NOTIFY],
  "order.deposit_reversed": [NOTIFY],
  "order.expired": [NOTIFY],
  "order.cancelled": [NOTIFY],
  "order.shipped": [NOTIFY],
  "order.delivered": [NOTIFY],
  "order.return_changed": [NOTIFY],
  "order.refunded": [NOTIFY],
  "order.attention_raised": [NOTIFY],
};

/** Queues of each event of members. */
export const MEMBER_EVENT_QUEUES: Record<MemberEventType, readonly Queue[]> = {
  "member.registered": [NOTIFY],
  "member.status_changed": [NOTIFY],
  "member.role_changed": [NOTIFY],
  "member.email_changed": [NOTIFY],
  "member.deleted": [NOTIFY],
};

/** Queues of each event of auth. */
export const AUTH_EVENT_QUEUES: Record<AuthEventType, readonly Queue[]> = {
  "auth.registration_requested": [NOTIFY],
  "auth.registration_repeated": [NOTIFY],
  "auth.reset_requested": [NOTIFY],
  "auth.verify_requested": [NOTIFY],
  "auth.claim_requested": [NOTIFY],
  "auth.email_change_requested": [NOTIFY],
  "auth.email_change_refused": [NOTIFY],
  "auth.session_opened": [NOTIFY],
  "auth.password_changed": [NOTIFY],
  "auth.factor_changed": [NOTIFY],
  "auth.sessions_ended": [NOTIFY],
  "auth.sign_in_blocked": [NOTIFY],
};

/** The queue that hears of a payment of that purpose; null until its owner is there. */
export const PAYMENT_CHANGED_QUEUES: Record<PaymentPurpose, Queue | null> = {
  order: "edgemart-order",
  reservation: null,
  point_charge: NOTIFY,
};

/** The queue that hears that people have to look at a payment. */
export const PAYMENT_ATTENTION_QUEUE: Queue = NOTIFY;
