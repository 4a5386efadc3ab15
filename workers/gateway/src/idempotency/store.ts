/** The store of idempotency records as the protocol needs it: four atomic transitions and one look. @see protocol.ts */
import type { Identity } from "@edgemart/contracts/identity";
import type { ClaimStep, Holder, Verdict } from "./protocol.ts";

/** Requests of one caller in a window that the store counts. */
export interface Count {
  max: number;
  left: number;
  resetMs: number;
}

/** What the store answers to a claim. */
export type Claim = (
  | Verdict
  /** The caller's session was ended; nothing was claimed. */
  | { kind: "revoked" }
  /** The caller began too many operations; nothing was claimed. */
  | { kind: "limited" }
) & {
  /** Present when the claim named a limit and the store counted against it. */
  count?: Count;
};

/** What became of a key: `unknown` when its holder ended without an answer. */
export interface Standing {
  state: "running" | "done" | "unknown";
  attempt: number;
}

/** What a claim needs: the record, who asks, the times, and the marks and counters that are looked at in the same trip. */
export interface ClaimRequest extends ClaimStep {
  record: string;
  /** Checked in the same trip; null when there is none. */
  session: Pick<Identity, "sessionId" | "memberId" | "issuedAt" | "memberVersion" | "era"> | null;
  /** New records of one caller in a window, counted in the same trip; null when the row has no such limit. */
  limit: { key: string; max: number; windowMs: number } | null;
}

/** The store of records: each method is one round trip and one atomic change. */
export interface IdempotencyStore {
  claim(request: ClaimRequest): Promise<Claim>;
  /** Keeps the answer; the record outlives it as a tombstone. False when the record is no longer the holder's. */
  complete(record: string, holder: Holder, sealed: string, answerTtlMs: number): Promise<boolean>;
  /** Forgets the first attempt: nothing happened. A later one goes back to unknown (rule 18). */
  release(record: string, owner: string): Promise<boolean>;
  /** Ends the lease and keeps the fingerprint: the operation may have run. */
  unknown(record: string, holder: Holder): Promise<boolean>;
  /** Reads what became of a record without changing it; null when there is none. Decides nothing (rule 34). */
  standing(record: string): Promise<Standing | null>;
}
