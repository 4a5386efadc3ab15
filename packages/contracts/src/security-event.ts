/** The trail of what was done to accounts: wire shape and HTTP operation of the member Worker. */
import { z } from "zod";
import { MemberId } from "./ids.ts";
import { operations } from "./operation.ts";
import { keysetPageOf, PageLimit } from "./page.ts";
import { Timestamp } from "./time.ts";

/** Somebody of the trail; the name is the present one, empty when there is no such member any more. */
const Party = z.object({ id: z.string(), name: z.string() });

/** Describes one line of the security log. */
export const SecurityEvent = z
  .object({
    id: z.string().describe("Grows with time"),
    at: Timestamp,
    event: z.string().describe("Name from the OWASP Logging Vocabulary"),
    change: z.string().describe("What changed, such as `role admin`"),
    actor: Party.nullable().describe("Who did it; null for a reset link or an operator's tool"),
    member: Party.describe("To whom it was done"),
  })
  .meta({ id: "SecurityEvent" });
/** A parsed `SecurityEvent`. */
export type SecurityEvent = z.infer<typeof SecurityEvent>;

/** Describes a page of the security log, newest first. */
export const SecurityEventPage = keysetPageOf(SecurityEvent);
/** A parsed `SecurityEventPage`. */
export type SecurityEventPage = z.infer<typeof SecurityEventPage>;

/** Parses which lines of the security log are asked for. */
export const SecurityEventQuery = z.object({
  member: MemberId.optional().describe("Done to this member, or by it"),
  limit: PageLimit,
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, "must be the nextCursor of a page")
    .optional(),
});

export const securityEventOperations = operations("Members", {
  listSecurityEvents: {
    method: "get",
    path: "/api/members/security-events",
    summary: "List what was done to accounts, newest first",
    credential: "bearer",
    right: "admin",
    query: SecurityEventQuery,
    responses: { 200: SecurityEventPage },
    errors: [],
  },
});
