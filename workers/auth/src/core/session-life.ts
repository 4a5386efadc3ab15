/** How long a session may last. Pure; seconds. @see specs/auth.md item 45, NIST SP 800-63B-4 §2.1.3, §2.2.3 */
import type { Role } from "@edgemart/contracts/identity";

/** How long a session lives, in seconds. */
export interface SessionLife {
  /** Longest pause between two refreshes. */
  idleSeconds: number;
  /** Longest life from sign-in; no refresh extends it. */
  absoluteSeconds: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const REMEMBERED: SessionLife = { idleSeconds: 14 * DAY, absoluteSeconds: 30 * DAY };
const ORDINARY: SessionLife = { idleSeconds: 12 * HOUR, absoluteSeconds: DAY };
const ADMIN: SessionLife = { idleSeconds: HOUR / 2, absoluteSeconds: 12 * HOUR };

/** Gives the limits of a session; an administrator's are short whatever was ticked. */
export function sessionLife(role: Role, remember: boolean): SessionLife {
  if (role === "admin") return ADMIN;
  return remember ? REMEMBERED : ORDINARY;
}
