/** PostgreSQL and payment as the seats' proof sees them: each function is one committed batch. */

/** A reservation's row with its items. */
export interface Row {
  id: string;
  member: string;
  state: "PENDING" | "CONFIRMED" | "EXPIRED" | "CANCELLED";
  expiresAt: number;
  /** Payment of the open attempt. */
  attempt: string | null;
  items: { seat: number; hold: string; fence: number }[];
}

/** `ENDED` is the provider's final word that it was not paid. */
export type PaymentState = "READY" | "PAID" | "ENDED";

/** What may be planted here. */
export interface DatabasePlan {
  /** `seat_claim`'s primary key. */
  hasClaimKey: boolean;
  /** Takes silence for the end of a payment. */
  takesSilenceForEnd: boolean;
}

const AGAIN_MS = 120_000;
const ATTEMPTS_MAX = 3;

/** Rows, claims and payments. Times are its own clock's, epoch milliseconds. */
export class Database {
  readonly rows = new Map<string, Row>();
  readonly claims = new Map<number, string>();
  readonly payments = new Map<string, { reservation: string; state: PaymentState }>();
  private readonly attempts = new Map<string, number>();
  private readonly plan: DatabasePlan;

  constructor(plan: DatabasePlan) {
    this.plan = plan;
  }

  /** Claims seats for a reservation, or names the reservations that have them. @see specs/ticketing.md 40 */
  pledge(row: Omit<Row, "state" | "attempt">, now: number): string[] {
    if (this.rows.has(row.id)) return [];
    for (const { seat } of row.items) {
      const other = this.rows.get(this.claims.get(seat) ?? "");
      if (other) this.expire(other, now);
    }
    const taken = row.items.flatMap(({ seat }) => this.claims.get(seat) ?? []);
    if (taken.length > 0 && this.plan.hasClaimKey) return [...new Set(taken)];
    for (const { seat } of row.items) this.claims.set(seat, row.id);
    this.rows.set(row.id, { ...row, state: "PENDING", attempt: null });
    return [];
  }

  /** Ends what is over and has no open attempt. */
  expire(row: Row, now: number): void {
    if (row.state !== "PENDING" || row.attempt || row.expiresAt > now) return;
    row.state = "EXPIRED";
    this.drop(row, row.items);
  }

  /** Opens an attempt. @returns its payment, or null where none may begin */
  open(row: Row, payment: string, now: number): boolean {
    const before = this.attempts.get(row.id) ?? 0;
    if (row.state !== "PENDING" || row.attempt || row.expiresAt <= now) return false;
    if (before >= ATTEMPTS_MAX) return false;
    this.attempts.set(row.id, before + 1);
    row.attempt = payment;
    this.payments.set(payment, { reservation: row.id, state: "READY" });
    return true;
  }

  /** Confirms what was paid. */
  confirm(payment: string): void {
    const known = this.payments.get(payment);
    const row = this.rows.get(known?.reservation ?? "");
    if (known?.state !== "PAID" || row?.state !== "PENDING" || row.attempt !== payment) return;
    row.state = "CONFIRMED";
    row.attempt = null;
  }

  /** Ends an attempt by the provider's final word; `isHanging` is none. @see specs/ticketing.md 45 */
  abandon(row: Row, isHanging: boolean, dies: boolean, now: number): void {
    const known = row.attempt ? this.payments.get(row.attempt) : undefined;
    if (!known) return;
    if (known.state === "PAID") {
      this.confirm(row.attempt as string);
      return;
    }
    if (isHanging && !this.plan.takesSilenceForEnd) return;
    if (!isHanging) known.state = "ENDED";
    if (dies) return;
    row.attempt = null;
    row.expiresAt = Math.max(row.expiresAt, now + AGAIN_MS);
  }

  /** Cancels some seats, or all. */
  cancel(row: Row, seats: ReadonlySet<number>): void {
    if (row.attempt || (row.state !== "CONFIRMED" && row.state !== "PENDING")) return;
    const ended =
      row.state === "PENDING" ? row.items : row.items.filter((each) => seats.has(each.seat));
    this.drop(row, ended);
    row.items = row.items.filter((each) => !ended.includes(each));
    if (row.items.length === 0) row.state = "CANCELLED";
  }

  private drop(row: Row, items: Row["items"]): void {
    for (const { seat } of items) if (this.claims.get(seat) === row.id) this.claims.delete(seat);
  }
}
