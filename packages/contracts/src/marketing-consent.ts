/** Consent to advertising: apart from the terms, never given by default, and withdrawn at any time. @see specs/notifications.md 19, 20 */
import { z } from "zod";
import { Timestamp } from "./time.ts";

/** The day from which the text that is agreed to holds. A new text brings a new day here. */
export const MARKETING_CONSENT_VERSION = "2026-12-01";

/** What is consented to: advertising, and advertising between 21:00 and 08:00 in Korea. */
export const ConsentPurpose = z.enum(["marketing", "marketing_night"]);
/** A parsed `ConsentPurpose`. */
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** Ways on which advertising is agreed to, each apart from the other. */
export const ConsentChannel = z.enum(["email", "push"]);
/** A parsed `ConsentChannel`. */
export type ConsentChannel = z.infer<typeof ConsentChannel>;

const granted = { atNight: z.boolean(), textVersion: z.literal(MARKETING_CONSENT_VERSION) };

/** One channel at a time. A grant names the text that was shown; a refusal asks for nothing. */
export const MarketingInput = z.union([
  z.strictObject({ email: z.literal(false) }),
  z.strictObject({ email: z.literal(true), ...granted }),
  z.strictObject({ push: z.literal(false) }),
  z.strictObject({ push: z.literal(true), ...granted }),
]);
/** A parsed `MarketingInput`. */
export type MarketingInput = z.infer<typeof MarketingInput>;

const atNight = z.boolean().describe("Also between 21:00 and 08:00 in Korea");
const changedAt = Timestamp.nullable().describe("When it was last granted or refused");

/** What a member consents to now, by e-mail and, apart from that, by push. */
export const MarketingConsent = z.object({
  email: z.boolean(),
  atNight,
  changedAt,
  push: z
    .object({ agreed: z.boolean(), atNight, changedAt })
    .describe("In the browsers that were added"),
});
/** A parsed `MarketingConsent`. */
export type MarketingConsent = z.infer<typeof MarketingConsent>;
