/** The security log: one structured line per event, noted for the audit too. A failed write never changes an answer. */
import { createHash } from "node:crypto";
import { type LogLevel, log, reasonOf } from "@edgemart/worker-kit/log";
import type { Audit, AuditEvent, Seal, Warn } from "../ports.ts";

/** Writes an event. UTC time, request id and the caller's folded address are added; JSON escapes line breaks. */
export const auditLog: Audit = function auditLog(noted, caller) {
  const where = {
    requestId: caller.call.requestId,
    addressPrefix: caller.addressPrefix,
    userAgentHash: createHash("sha256").update(caller.userAgent).digest("hex").slice(0, 16),
  };
  const { event, ...fields } = noted;
  const at = new Date(caller.arrivedMs).toISOString();
  log(LEVEL[event] ?? "info", event, { audit: true, at, ...where, ...fields });
  caller.noted.push({ ...noted, ...where, happenedMs: caller.arrivedMs });
};

/** Writes a seal: a copy of the chain outside the database. */
export function sealLog({ number, events, hash }: Seal): void {
  log("info", "auth.audit_sealed", { number, events, hash });
}

/** Writes a warning about a failure that was survived. */
export const warnLog: Warn = function warnLog(event, thrown, caller) {
  log("warn", event, { requestId: caller.call.requestId, reason: reasonOf(thrown) });
};

/** Events someone should look at. */
const LEVEL: Partial<Record<AuditEvent["event"], LogLevel>> = {
  authn_token_reuse: "warn",
  authn_login_lock: "warn",
  authn_login_fail_max: "warn",
  excess_rate_limit_exceeded: "warn",
  authn_credential_corrupt: "error",
};
