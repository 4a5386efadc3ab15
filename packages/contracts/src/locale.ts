/** The two languages of the shop, and texts that hold both. */
import { z } from "zod";

export const LOCALES = ["ko", "en"] as const;
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;
export const DEFAULT_LOCALE: Locale = "ko";

export const LocalText = z.object({ ko: z.string(), en: z.string() });
export type LocalText = z.infer<typeof LocalText>;
