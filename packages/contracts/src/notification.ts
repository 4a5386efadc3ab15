/** Notifications on the wire: a member's inbox and choices, and deliveries as staff see them. @see specs/notifications.md C, G */
import { z } from "zod";
import { DeliveryId, NoticeId } from "./ids.ts";
import { Locale } from "./locale.ts";
import { ConsentPurpose, MarketingConsent, MarketingInput } from "./marketing-consent.ts";
import { Cursor, PageLimit } from "./page.ts";
import { PushDevice } from "./push.ts";
import { line } from "./text.ts";
import { Timestamp } from "./time.ts";

/** What a message is about; decides what a member may switch off. */
export const NotificationCategory = z.enum([
  "security",
  "account",
  "order",
  "reservation",
  "service",
  "marketing",
]);
/** A parsed `NotificationCategory`. */
export type NotificationCategory = z.infer<typeof NotificationCategory>;

/** An item of the inbox. */
export const Notice = z
  .object({
    id: NoticeId,
    category: NotificationCategory,
    title: z.string(),
    text: z.string(),
    path: z.string().describe("Of the shop, without the language: `/orders/ord_…`"),
    createdAt: Timestamp,
    readAt: Timestamp.nullable(),
  })
  .meta({ id: "Notice" });
/** A parsed `Notice`. */
export type Notice = z.infer<typeof Notice>;

/** The most unread items that are counted. */
export const UNREAD_MAX = 100;

const unread = z.int().min(0).max(UNREAD_MAX).describe("100: there may be more");

/** A page of the inbox, newest first. */
export const NoticeList = z
  .object({ items: z.array(Notice), nextCursor: z.string().nullable(), unread })
  .meta({ id: "NoticeList" });
/** A parsed `NoticeList`. */
export type NoticeList = z.infer<typeof NoticeList>;

/** Which items are asked for, and in which language they are written. */
export const NoticeListQuery = z.object({
  lang: Locale.default("ko"),
  unread: z.enum(["yes", "no"]).default("no").describe("`yes`: unread ones alone"),
  limit: PageLimit,
  cursor: Cursor,
});

/** How many are unread. */
export const UnreadCount = z.object({ count: unread }).meta({ id: "UnreadCount" });

/** Items that were read: some of them, or all up to a moment. */
export const ReadInput = z
  .union([
    z.strictObject({ ids: z.array(NoticeId).min(1).max(100) }),
    z.strictObject({ before: Timestamp }),
  ])
  .meta({ id: "ReadInput", example: { before: "2026-12-01T00:00:00.000Z" } });
/** A parsed `ReadInput`. */
export type ReadInput = z.infer<typeof ReadInput>;

const push = {
  security: z.boolean(),
  order: z.boolean(),
  service: z.boolean().describe("News of the service; off until it is switched on"),
};

/** Which mails and pushes a member wants, category by category. */
export const NotificationChoices = z.strictObject({
  order: z.strictObject({
    email: z
      .boolean()
      .describe("Mails of steps in between, such as a parcel on its way; receipts always come"),
  }),
  service: z
    .strictObject({ email: z.boolean().describe("Mails about the service, such as new terms") })
    .default({ email: true }),
  push: z
    // Choices that were made before there was news of the service do not name it.
    .strictObject({ ...push, service: push.service.default(false) })
    .default({ security: true, order: true, service: false })
    .describe("What is shown in the browsers that were added"),
});
/** A parsed `NotificationChoices`. */
export type NotificationChoices = z.infer<typeof NotificationChoices>;

/** What holds while a member has chosen nothing. */
export const DEFAULT_CHOICES: NotificationChoices = {
  order: { email: true },
  service: { email: true },
  push: { security: true, order: true, service: false },
};

/** Parses the choices of a member; what is not named stays as it is. */
export const PreferencesInput = z
  .strictObject({
    choices: z
      .strictObject({
        order: NotificationChoices.shape.order.optional(),
        service: NotificationChoices.shape.service.unwrap().optional(),
        push: z.strictObject(push).partial().optional(),
      })
      .optional(),
    marketing: MarketingInput.optional(),
  })
  .meta({ id: "PreferencesInput", example: { choices: { order: { email: false } } } });

/** A parsed `PreferencesInput`. */
export type PreferencesInput = z.infer<typeof PreferencesInput>;

/** A member's choices, and what it consents to. */
export const Preferences = z
  .object({
    choices: NotificationChoices,
    marketing: MarketingConsent,
    version: z.int().positive(),
  })
  .meta({ id: "Preferences" });
/** A parsed `Preferences`. */
export type Preferences = z.infer<typeof Preferences>;

/** A consent or a refusal, as it was said. */
const ConsentSaid = z.object({
  at: Timestamp,
  purpose: ConsentPurpose,
  channel: z.enum(["email", "push", "sms"]),
  granted: z.boolean(),
  source: z.string().describe("`form`, `one_click`, `complaint` …"),
  textVersion: z.string().describe("Of the text that was shown"),
});

/** Most items of each list of an export; the newest are in it. */
export const EXPORT_ITEMS_MAX = 1_000;

/** Everything that is kept about a member's notifications. */
export const NotificationExport = z
  .object({
    ...Preferences.omit({ version: true }).shape,
    consents: z.array(ConsentSaid),
    notices: z.array(Notice),
    devices: z.array(PushDevice).describe("Browsers that are notified"),
  })
  .meta({ id: "NotificationExport" });
/** A parsed `NotificationExport`. */
export type NotificationExport = z.infer<typeof NotificationExport>;

/** A message that did not arrive, as staff see it: never whom it was for. */
export const FailedDelivery = z
  .object({
    id: DeliveryId,
    state: z.enum(["dead", "unknown", "due"]),
    reason: z.string().nullable(),
    category: NotificationCategory,
    template: z.string(),
    channel: z.enum(["email", "push", "sms", "operator"]),
    about: z.string().describe("The id of what it is about, such as an order"),
    attempt: z.int().nonnegative(),
    createdAt: Timestamp,
    usefulUntil: Timestamp,
    ignoredAt: Timestamp.nullable(),
  })
  .meta({ id: "FailedDelivery" });
/** A parsed `FailedDelivery`. */
export type FailedDelivery = z.infer<typeof FailedDelivery>;

/** Which failed messages are asked for. */
export const FailedDeliveryQuery = z.object({
  ignored: z.enum(["no", "yes"]).default("no"),
  limit: PageLimit,
  cursor: Cursor,
});

/** Why staff settle something. */
export const Because = z.strictObject({ because: line(200) });
