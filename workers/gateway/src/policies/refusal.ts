/** Who may use a row. Pure. */
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Identity } from "@edgemart/contracts/identity";
import { adminTokenRefusal } from "@edgemart/contracts/mfa";
import type { Access } from "../table/row.ts";

/** Gives the code of the refusal, or null when the caller may pass. Deny is the default. */
export function refusalOf(access: Access, identity: Identity | null): ErrorCode | null {
  switch (access) {
    case "public":
    case "optional":
      return null;
    case "member":
      return identity ? null : "token_missing";
    case "admin":
      return identity ? adminTokenRefusal(identity) : "token_missing";
  }
}
