/** Tells when an answer means that no one is signed in any more. Pure. */
import type { ErrorCode } from "@edgemart/contracts/error";

/** @param asked `me`: of the caller's own row, which is gone when the account is */
export function isSessionOver(code: ErrorCode, asked: "me" | "else" = "else"): boolean {
  if (code === "not_found") return asked === "me";
  return code.startsWith("token_") || code === "session_revoked";
}
