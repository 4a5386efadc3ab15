/** Consent to advertising: apart from the terms, never given by default, and withdrawn at any time. @see specs/notifications.md 19, 20 */
import { z } from "zod";
import { Timestamp } from "./time.ts";

/** The day from which the text that is agreed to holds. A new text brings a new day here. */
export const MARKETING_CONSENT_VERSION = "2026-12-01";

/** What is consented to: advertising, and advertising between 21:00 and 08:00 in Korea. */
export const ConsentPurpose = z.enum(["marketing", "marketing_night"]);
/** A parsed `ConsentPurpose`. */
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** A grant names the text that was shown; a refusal asks for nothing. */
export const MarketingInput = z.union([
  z.strictObject({ email: z.literal(false) }),
  z.strictObject({
    email: z.literal(true),
    atNight: z.boolean(),
    textVersion: z.literal(MARKETING_CONSENT_VERSION),
  }),
]);
/** A parsed `MarketingInput`. */
export type MarketingInput = z.infer<typeof MarketingInput>;

/** What a member consents to now. */
export const MarketingConsent = z.object({
  email: z.boolean(),
  atNight: z.boolean().describe("Also between 21:00 and 08:00 in Korea"),
  changedAt: Timestamp.nullable().describe("When it was last granted or refused"),
});
/** A parsed `MarketingConsent`. */
export type MarketingConsent = z.infer<typeof MarketingConsent>;
