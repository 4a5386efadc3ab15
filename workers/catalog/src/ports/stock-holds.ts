/** What orders ask of stock; every question is one statement, and every verb may be repeated. */
import type {
  AttemptOf,
  CatalogStockRpc,
  HeldLine,
  Quotable,
} from "@edgemart/contracts/stock-hold";
import type { QuotedRow } from "../core/quoted-line.ts";

/** What a verb of the contract answers. */
type Answer<Verb extends keyof CatalogStockRpc> = Awaited<ReturnType<CatalogStockRpc[Verb]>>;

/** What became of a verb. */
export interface Done<T> {
  answer: T;
  /** A product became available or sold out by it: caches must be notified. */
  hasFlipped: boolean;
}

/** A rule of stock that does not hold, and the SKU or hold it does not hold for. */
export interface BrokenLaw {
  law: string;
  subject: string;
}

/** Stock that is promised to orders. */
export interface StockHolds {
  /** In the order asked for. @returns the row of each; null for what is not sold */
  quote(items: readonly Quotable[]): Promise<(QuotedRow | null)[]>;
  hold(
    holdId: string,
    lines: readonly HeldLine[],
    ttlSeconds: number,
    reference: string,
    replaces: string | null,
  ): Promise<Done<Answer<"hold">>>;
  pin(which: AttemptOf): Promise<Done<Answer<"pin">>>;
  unpin(which: AttemptOf, ttlSeconds: number): Promise<Done<Answer<"unpin">>>;
  commit(holdId: string): Promise<Done<Answer<"commit">>>;
  release(holdId: string): Promise<Done<Answer<"release">>>;
  restock(
    restockId: string,
    holdId: string,
    lines: readonly HeldLine[],
  ): Promise<Done<Answer<"restock">>>;
  statesOf(holdIds: readonly string[]): Promise<Answer<"statesOf">>;
  timeline(holdIds: readonly string[]): Promise<Answer<"timeline">>;
  /** Takes lines that expired more than a minute ago out of what is reserved. @returns how many, at most `linesMax` */
  uncountExpired(linesMax: number): Promise<Done<number>>;
  /** Laws of what is reserved that do not hold, in one snapshot. */
  brokenReservations(): Promise<BrokenLaw[]>;
  /** SKUs whose level is not the sum of its movements, of those after this one. @returns the last one looked at; null at the end */
  brokenOnHand(after: string, skusMax: number): Promise<{ last: string | null; broken: string[] }>;
}
