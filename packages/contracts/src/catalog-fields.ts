/** Fields that several inputs of the catalog administration share. */
import { z } from "zod";
import { trimmedText } from "./text.ts";

/** Both languages; '' where one is missing, and then the other is shown. */
export const localText = (max: number) =>
  z.strictObject({ ko: trimmedText(max), en: trimmedText(max) });
/** Both languages, and something in one of them. @param max characters of each */
export const namedText = (max: number) =>
  localText(max).refine(({ ko, en }) => ko !== "" || en !== "", {
    message: "needs a text in one language at least",
  });

/** Names an option, an attribute or a value of one, in addresses and rows. */
export const Key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be lower-case letters, digits, _ or -, at most 40");

/** Names what can be bought, in addresses and rows. */
export const Sku = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be letters, digits, dots, _ or -, at most 64")
  .meta({ example: "ONG-0001-WHITE" });
export type Sku = z.infer<typeof Sku>;
