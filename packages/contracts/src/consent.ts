/** What somebody agrees to when an account is opened, and which versions of the papers are in force. */
import { z } from "zod";
import { Timestamp } from "./time.ts";

/** The day each paper took effect. A new text brings a new day here; the papers show the same one. */
export const LEGAL_VERSIONS = { terms: "2026-11-01", privacy: "2026-11-01" } as const;
/** Youngest age without a guardian's consent (Personal Information Protection Act, art. 22-2). */
export const AGE_MIN = 14;

/** Agreed to by anyone who registers: the versions that were shown. Another version, or a false age, is refused. */
export const Accepts = z.strictObject({
  terms: z.literal(LEGAL_VERSIONS.terms).describe("Version of the terms of use that was shown"),
  privacy: z.literal(LEGAL_VERSIONS.privacy).describe("Version of the privacy policy"),
  age14: z.literal(true).describe("Is 14 years or older"),
});
/** A parsed `Accepts`. */
export type Accepts = z.infer<typeof Accepts>;

/** What is agreed to at registration. */
export const CONSENT_KINDS = ["terms", "privacy", "age14"] as const;
/** What each kind agrees to now: the day of a paper, the age. */
export const CONSENT_VERSIONS: Record<(typeof CONSENT_KINDS)[number], string> = {
  ...LEGAL_VERSIONS,
  age14: String(AGE_MIN),
};
/** Describes one agreement: to what, to which version, and when. */
export const Consent = z.object({
  kind: z.enum(CONSENT_KINDS),
  version: z.string().describe("Day the paper took effect; `14` for the age"),
  at: Timestamp,
});
/** A parsed `Consent`. */
export type Consent = z.infer<typeof Consent>;
