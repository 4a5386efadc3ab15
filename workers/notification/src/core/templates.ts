/** Names of templates. Pure. */
import { z } from "zod";

/** Every template; a message names the one it is made with. */
export const TEMPLATES = [
  "order_paid",
  "order_awaiting_deposit",
  "order_deposit_reversed",
  "order_expired",
  "order_cancelled",
  "order_shipped",
  "order_delivered",
  "order_return_changed",
  "order_refunded",
  "points_charged",
  "points_refunded",
  "member_registered",
  "member_status_changed",
  "member_role_changed",
  "member_email_changed",
  "member_deleted",
  "address_suppressed",
  "new_device",
  "password_changed",
  "factor_changed",
  "sign_in_blocked",
  "factor_blocked",
  "link_register",
  "link_reset",
  "link_verify",
  "link_claim",
  "link_email_change",
  "link_email_undo",
  "email_change_notice",
  "registration_repeated",
  "email_change_refused",
  "consent_changed",
  "consent_reminder",
  "announcement",
] as const;
/** Parses the name of a template. */
export const Template = z.enum(TEMPLATES);
/** The name of a template. */
export type Template = z.infer<typeof Template>;
