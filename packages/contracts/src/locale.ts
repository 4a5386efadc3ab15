/** The two languages of the shop, and texts that hold both. */
import { z } from "zod";

/** The languages of the platform. */
export const LOCALES = ["ko", "en"] as const;
/** Parses a language. */
export const Locale = z.enum(LOCALES);
/** A parsed `Locale`. */
export type Locale = z.infer<typeof Locale>;
/** The language where none is asked for. */
export const DEFAULT_LOCALE: Locale = "ko";

/** Describes a text in both languages. */
export const LocalText = z.object({ ko: z.string(), en: z.string() });
/** A parsed `LocalText`. */
export type LocalText = z.infer<typeof LocalText>;
