/** Which mails a member may switch off, and by which choice. Pure. @see specs/notifications.md C, 18 */
import type { NotificationChoices } from "@edgemart/contracts/notification";
import type { Template } from "./templates.ts";

/** Steps in between; receipts, refunds and cancellations always come. */
export const OPTIONAL: Readonly<Partial<Record<Template, keyof NotificationChoices>>> = {
  order_shipped: "order",
  order_delivered: "order",
};
