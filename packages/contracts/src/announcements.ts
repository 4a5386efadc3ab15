/** Announcements to members: what staff write, and how far one has come. @see specs/notifications.md 41 */
import { z } from "zod";
import { AnnouncementId, MemberId } from "./ids.ts";
import { isLine, storableText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** Most members that are named one by one. */
export const NAMED_MAX = 100;
/** Members that an announcement is planned for in a minute. */
export const PLANNED_A_MINUTE = 1_000;

/** Who is notified: members by name, those who agreed to advertising, or everybody. */
export const Audience = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("members"),
    memberIds: z.array(MemberId).min(1).max(NAMED_MAX),
  }),
  z.strictObject({ kind: z.literal("consented") }),
  z.strictObject({ kind: z.literal("all") }),
]);
/** A parsed `Audience`. */
export type Audience = z.infer<typeof Audience>;

const text = z.strictObject({
  title: z.string().trim().min(1).max(40).refine(isLine, "must be one line of visible text"),
  text: storableText(2_000).min(1).describe("Paragraphs are apart by an empty line"),
});

/** What is said, in both languages. */
export const AnnouncementTexts = z.strictObject({ ko: text, en: text });
/** A parsed `AnnouncementTexts`. */
export type AnnouncementTexts = z.infer<typeof AnnouncementTexts>;

/** A path of the shop, without the language. */
const ShopPath = z
  .string()
  .max(200)
  .regex(/^\/(?!\/)[A-Za-z0-9/_-]*(?:\?[A-Za-z0-9=&._-]*)?$/, "must be a path of the shop");

const EXAMPLE = {
  audience: { kind: "all" },
  category: "service",
  texts: {
    ko: { title: "약관이 바뀝니다", text: "12월 1일부터 새 약관이 적용됩니다." },
    en: { title: "New terms", text: "New terms apply from 1 December." },
  },
  path: "/terms",
};
const draft = z.strictObject({
  audience: Audience,
  category: z.enum(["service", "marketing"]),
  texts: AnnouncementTexts,
  path: ShopPath.optional(),
});

/** What staff write. */
export const AnnouncementDraft = draft.meta({ id: "AnnouncementDraft", example: EXAMPLE });
/** A parsed `AnnouncementDraft`. */
export type AnnouncementDraft = z.infer<typeof AnnouncementDraft>;

/** Parses an announcement that is to be sent. */
export const AnnouncementInput = draft
  .extend({
    at: Timestamp.optional().describe("Not before; at once without"),
    isNoAdvertising: z
      .literal(true)
      .optional()
      .describe("Someone has looked a second time: words of advertising in it advertise nothing"),
  })
  .meta({ id: "AnnouncementInput", example: { ...EXAMPLE, at: "2036-12-01T00:00:00.000Z" } });
/** A parsed `AnnouncementInput`. */
export type AnnouncementInput = z.infer<typeof AnnouncementInput>;

/** Words of advertising in a text, by its language. */
export const AdWords = z.object({ ko: z.array(z.string()), en: z.array(z.string()) });

const shown = z.object({ subject: z.string(), title: z.string(), text: z.string() });
const pushed = z.object({ title: z.string(), text: z.string() });
/** How it will look, and to how many it goes. */
export const AnnouncementPreview = z
  .object({
    recipients: z.int().nonnegative(),
    pushRecipients: z
      .int()
      .nonnegative()
      .describe("How many of them it goes to in their browsers, too"),
    mails: z.object({ ko: shown, en: shown }),
    pushes: z.object({ ko: pushed, en: pushed }),
    adWords: AdWords,
  })
  .meta({ id: "AnnouncementPreview" });
/** A parsed `AnnouncementPreview`. */
export type AnnouncementPreview = z.infer<typeof AnnouncementPreview>;

/** An announcement as staff see it. */
export const Announcement = z
  .object({
    id: AnnouncementId,
    state: z.enum(["due", "planning", "planned", "stopped"]),
    audience: z.enum(["members", "consented", "all"]),
    category: z.enum(["service", "marketing"]),
    texts: AnnouncementTexts,
    path: z.string().nullable(),
    at: Timestamp,
    recipients: z.int().nonnegative().describe("How many it was for when it was made"),
    planned: z.int().nonnegative().describe("How many it is planned for so far"),
    sent: z.int().nonnegative().describe("Mails that have left"),
    pushed: z.int().nonnegative().describe("Browsers that it was shown in"),
    createdAt: Timestamp,
    createdBy: z.string(),
  })
  .meta({ id: "Announcement" });
/** A parsed `Announcement`. */
export type Announcement = z.infer<typeof Announcement>;
