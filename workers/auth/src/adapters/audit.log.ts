/** The security log: one structured line per event. A failed write never changes an answer. */
import { createHash } from "node:crypto";
import { type LogLevel, log, reasonOf } from "@edgemart/worker-kit/log";
import type { Audit, AuditEvent, Warn } from "../ports.ts";

/** Writes an event. UTC time, request id and the caller's folded address are added; JSON escapes line breaks. */
export const auditLog: Audit = function auditLog({ event, ...fields }, caller) {
  log(LEVEL[event] ?? "info", event, {
    audit: true,
    at: new Date(caller.arrivedMs).toISOString(),
    requestId: caller.call.requestId,
    addressPrefix: caller.addressPrefix,
    userAgentHash: createHash("sha256").update(caller.userAgent).digest("hex").slice(0, 16),
    ...fields,
  });
};

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
