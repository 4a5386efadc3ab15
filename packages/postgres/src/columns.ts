/** Zod schemas of what the driver gives for types that JSON has not. Pure. */
import { z } from "zod";

/** Reads a timestamp, alone or within JSON, into RFC 3339 in UTC with milliseconds. */
export const Instant = z
  .union([z.string(), z.date()])
  .transform((value) => new Date(value))
  .refine((date) => !Number.isNaN(date.getTime()), "must be a timestamp")
  .transform((date) => date.toISOString());

/** Reads a bigint, which the driver gives as text and JSON as a number, into its digits. */
export const Digits = z.union([z.string().regex(/^-?\d+$/), z.int()]).transform(String);
