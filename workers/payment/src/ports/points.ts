/** What payment needs of the ledger of points. Movements that pay are inside payment's own functions. */
import type { PaymentSagaRpc, PointsOf } from "@edgemart/contracts/payment-saga";
import type {
  AdjustInput,
  PointBalance,
  PointEntry,
  PointLedgerEntry,
  PointType,
} from "@edgemart/contracts/points";
import type { KeyedEffect } from "@edgemart/postgres/keyed-effect";
import type { Write, WriteKey } from "@edgemart/worker-kit/write-terms";

export type { Write };

type Input<Verb extends keyof PaymentSagaRpc> = Parameters<PaymentSagaRpc[Verb]>[0];
type State<Verb extends "earn" | "settleEarn" | "grant"> = Awaited<
  ReturnType<PaymentSagaRpc[Verb]>
>["state"];

/** A line with its place in the member's chain, from which the next page goes on. */
export type Placed<Line> = Line & { seq: number };

/** Which lines of a member are asked for. */
export interface LinesAsked {
  memberId: string;
  type: PointType | null;
  /** Place of the last line of the page before; null for the first page. */
  before: number | null;
  limit: number;
}

/** What an account or a lot is kept as, and what its entries add up to. */
export interface PointDifference {
  memberId: string;
  what: string;
  kept: number;
  recomputed: number;
}

/** Reads of members' points; a member who never had any has an empty account. */
export interface PointReads {
  /** What a checkout needs. */
  of(memberId: string): Promise<PointsOf>;
  balance(memberId: string): Promise<PointBalance>;
  /** Newest first. */
  history(asked: LinesAsked): Promise<Placed<Omit<PointEntry, "reason">>[]>;
  /** The same, with the other side and the lots. */
  ledger(asked: LinesAsked): Promise<Placed<Omit<PointLedgerEntry, "reason">>[]>;
  /** One movement by its id; null when nothing was posted under it. */
  entry(transferId: string): Promise<Placed<Omit<PointEntry, "reason">> | null>;
  /** Compares the next so many members with their entries. @returns the last of them, null when there was none */
  differences(
    after: string,
    membersMax: number,
  ): Promise<{ last: string | null; found: PointDifference[] }>;
}

/** Movements of points that pay nothing. Each may be asked for any number of times. */
export interface PointWrites {
  earn(input: Input<"earn">): Promise<State<"earn">>;
  settleEarn(orderId: string, days: number): Promise<State<"settleEarn">>;
  grant(input: Input<"grant">, days: number): Promise<State<"grant">>;
  /**
   * Gives or takes points under the key of the write, with its audit line.
   *
   * @returns the transfer's id · `insufficient`: nothing was written · `lost`: another write took the key
   */
  adjust(
    input: AdjustInput,
    write: Write,
    days: number,
  ): Promise<{ transferId: string } | "insufficient" | "lost">;
  /** What a key of an administrator did before. */
  recall(key: WriteKey | null): Promise<KeyedEffect | null>;
  /** Expires lots past their day. @returns how many, at most `lotsMax` */
  expire(lotsMax: number): Promise<number>;
}

/** What questions on points work with. */
export interface PointDeps {
  pointReads: PointReads;
  points: PointWrites;
  /** Days that earned points live. */
  earnedDays: number;
  /** Days that points given by hand or by a program live. */
  grantedDays: number;
}
