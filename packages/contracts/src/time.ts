/** Time on the wire: RFC 3339 in UTC. */
import { z } from "zod";

/** Years 0001 to 9999: RFC 3339 spells a year 0000, and PostgreSQL has none. */
export const Timestamp = z.iso
  .datetime()
  .refine((text) => !text.startsWith("0000"), "must be in the years 0001 to 9999")
  .meta({ example: "2026-11-20T09:00:00.000Z" });
