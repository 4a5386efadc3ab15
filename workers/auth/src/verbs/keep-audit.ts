/** Keeps the audit: a request's events after its answer, and seals of entire batches by the clock. */
import type { AuditEvent, Caller, Deps } from "../ports.ts";

/** Writes on their way at once, in one isolate. Above it events stay lines of the log: a flood must not fill the database. */
const WRITES_MAX = 32;
/** Refusals that cost a stranger nothing leave room for what was done to accounts. */
const NOISE_WRITES_MAX = 8;
const NOISE: ReadonlySet<AuditEvent["event"]> = new Set([
  "authz_fail",
  "authn_login_fail_max",
  "excess_rate_limit_exceeded",
]);
/** Batches of one run of the clock; what is left waits for the next. */
const SEALS_MAX = 20;

/** Longer than a write can take: a place whose request was cancelled is free again. */
const WRITE_MS_MAX = 15_000;

/** When each write on its way began. */
const writing = new Set<{ begunMs: number }>();

/**
 * Hands a request's events to the audit without waiting: the answer is decided already, and no failure changes it.
 *
 * @see specs/auth.md item 80
 */
export function keepNoted(deps: Deps, caller: Caller): void {
  const records = caller.noted.splice(0);
  if (records.length === 0) return;
  const isNoise = records.every(({ event }) => NOISE.has(event));
  const place = { begunMs: deps.now() };
  for (const other of writing) {
    if (place.begunMs - other.begunMs > WRITE_MS_MAX) writing.delete(other);
  }
  if (writing.size >= (isNoise ? NOISE_WRITES_MAX : WRITES_MAX)) {
    deps.warn("auth.audit_left_to_the_log", `${records.length} events`, caller);
    return;
  }
  writing.add(place);
  const kept = deps.auditStore
    .keep(records)
    .catch((thrown: unknown) => deps.warn("auth.audit_not_kept", thrown, caller))
    .finally(() => writing.delete(place));
  caller.later(kept);
}

/**
 * Seals what is not sealed yet. Each seal's hash goes to the log too: a chain that was cut or rewritten no longer ends in it.
 *
 * @throws what the database throws: the clock's run is then marked as failed, and the next one goes on
 */
export async function sealAudit({ auditStore, noteSeal }: Pick<Deps, "auditStore" | "noteSeal">) {
  for (let made = 0; made < SEALS_MAX; made++) {
    const seal = await auditStore.seal();
    if (!seal) return;
    noteSeal(seal);
  }
}
