/** The store of idempotency records as the protocol needs it: four atomic transitions and one look. */

export type Claim =
  /** Run it; `attempt` counts from 1. */
  | { kind: "run"; attempt: number }
  | { kind: "replay"; sealed: string }
  | { kind: "mismatch" }
  /** Done, and its answer is no longer kept. */
  | { kind: "expired" }
  | { kind: "busy"; leaseLeftMs: number }
  /** An earlier attempt ended without an answer, and the row never runs twice. */
  | { kind: "unknown" }
  /** The caller's session was ended; nothing was claimed. */
  | { kind: "revoked" };

/** What became of a key: `unknown` when its holder ended without an answer. */
export interface Standing {
  state: "running" | "done" | "unknown";
  attempt: number;
}

export interface ClaimRequest {
  record: string;
  fingerprint: string;
  /** 128 random bits; only their holder may complete or release. */
  owner: string;
  leaseMs: number;
  /** How long the record is known when nobody settles it; for a read as long as its lease, so nothing is taken over. */
  recordTtlMs: number;
  mode: "retry" | "once";
  /** Checked in the same trip; null when the session was seen alive a moment ago or there is none. */
  session: { sessionId: string; memberId: string; issuedAt: number } | null;
}

export interface IdempotencyStore {
  claim(request: ClaimRequest): Promise<Claim>;
  /** Keeps the answer; the record outlives it as a tombstone. False when the record is no longer the owner's. */
  complete(
    record: string,
    owner: string,
    sealed: string,
    answerTtlMs: number,
    recordTtlMs: number,
  ): Promise<boolean>;
  /** Forgets the first attempt: nothing happened. A later one goes back to unknown (rule 18). */
  release(record: string, owner: string): Promise<boolean>;
  /** Ends the lease and keeps the fingerprint: the operation may have run. */
  unknown(record: string, owner: string): Promise<boolean>;
  /** Reads what became of a record without changing it; null when there is none. Decides nothing (rule 34). */
  standing(record: string): Promise<Standing | null>;
}
