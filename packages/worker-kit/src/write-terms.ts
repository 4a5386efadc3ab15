/** Who writes, on which version and under which key: read from a request in one place. */
import type { Identity } from "@edgemart/contracts/identity";
import type { Operation } from "@edgemart/contracts/operation";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Context } from "hono";
import { presentedKey } from "./presented-key.ts";
import { readIfMatch, type VersionMatch } from "./version-match.ts";
import { type Viewer, viewerOf } from "./viewer.ts";

/** An idempotency key, whose it is, and the one input it names: method, address and body as text. */
export interface WriteKey {
  principal: string;
  key: string;
  input: string;
}

/** Who writes, on which version and under which key. */
export interface Write {
  viewer: Viewer;
  /** Versions the write is based on; `any` where none is asked for. */
  match: VersionMatch;
  /** Null without a key. */
  key: WriteKey | null;
  requestId: string;
}

/** An operation whose handler gets the terms of a write. */
export type KeyedWrite = { credential: "bearer"; method: "post" | "put" | "patch" | "delete" } & (
  | { ifMatch: true }
  | { idempotency: "optional" | "required" }
);

/** Tells whether an operation is a member's write with a key or a version. */
export function isKeyedWrite({ credential, method, ifMatch, idempotency }: Operation): boolean {
  return credential === "bearer" && method !== "get" && (ifMatch === true || !!idempotency);
}

/**
 * Reads the terms of a write; is placed after the check of the identity.
 *
 * @param body the validated body, null for none
 * @returns `precondition_required` · `idempotency_key_missing` · `…_malformed` · `…_ambiguous`
 */
export function readWrite(c: Context, operation: Operation, body: unknown): Result<Write> {
  const named = presentedKey(c.req);
  if (!named.ok) return named;
  const match = operation.ifMatch ? readIfMatch(c.req.header("if-match")) : "any";
  if (match === null) return err("precondition_required");
  if (operation.idempotency === "required" && named.value === null) {
    return err("idempotency_key_missing");
  }
  // Guarantee of the casts: the checks before a member's write set both.
  const viewer = viewerOf(c.get("identity") as Identity);
  const requestId = c.get("requestId") as string;
  const input = JSON.stringify([c.req.method, c.req.path, body]);
  const key = named.value === null ? null : { principal: viewer.memberId, key: named.value, input };
  return ok({ viewer, match, key, requestId });
}
