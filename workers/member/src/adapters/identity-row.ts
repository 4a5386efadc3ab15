/** A row of an account at a provider, as statements answer it. */
import type { IdentityView } from "@edgemart/contracts/google";
import { Instant } from "@edgemart/postgres/columns";
import { z } from "zod";

/** Parses one. */
export const IdentityRow = z.object({
  id: z.string(),
  member_id: z.string(),
  provider: z.enum(["GOOGLE"]),
  linked_at: Instant,
  last_used_at: Instant.nullable(),
});

/** Shows it as its member sees it. */
export function identityOf(row: z.output<typeof IdentityRow>): IdentityView {
  const { id, last_used_at: lastUsedAt, linked_at: linkedAt, provider } = row;
  return { id, provider, linkedAt, lastUsedAt };
}
