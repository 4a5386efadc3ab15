/** What other Workers may ask member about somebody by id. */
import type { CallContext } from "./call.ts";
import type { Role } from "./identity.ts";
import type { MemberStatus } from "./member.ts";

/** What a member is right now, whatever a token says. */
export interface Standing {
  role: Role;
  status: MemberStatus;
}

/** The questions about a member that every Worker with a binding may ask. */
export interface MemberLookupRpc {
  /** The member's present standing, for one decision: the caller keeps nothing. Null when it is missing or deleted. */
  standing(memberId: string, call: CallContext): Promise<Standing | null>;
}

/** Why somebody may not act as an administrator now. */
export type AdminRefusal = "forbidden" | "token_invalid";

/** Gives the code of the refusal, or null for an active administrator. */
export function adminRefusal(standing: Standing | null): AdminRefusal | null {
  if (standing?.status !== "active") return "token_invalid";
  return standing.role === "admin" ? null : "forbidden";
}
