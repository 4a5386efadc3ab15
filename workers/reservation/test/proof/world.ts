/** A section, its members, PostgreSQL and payment under one seeded schedule: late, lost and doubled words, deaths, wrong clocks. */
import type { Random } from "@edgemart/testkit/random";
import {
  applied,
  emptySection,
  held,
  isOver,
  pinned,
  released,
  type Section,
} from "../../src/core/section.ts";
import { type ReservationRead, reconciled } from "../../src/core/section-reconcile.ts";
import { Database, type DatabasePlan, type Row } from "./database.ts";

/** What may be planted. */
export interface Plan extends DatabasePlan {
  held: typeof held;
  pinned: typeof pinned;
  released: typeof released;
  reconciled: typeof reconciled;
  /** Tells the section what a reservation was when something happened, not what it is now. */
  sendsFacts: boolean;
}

/** The plan without an error. */
export const OUR_PLAN: Plan = {
  ...{ hasClaimKey: true, takesSilenceForEnd: false, sendsFacts: false },
  ...{ held, pinned, released, reconciled },
};

const SEATS = 5;
const MEMBERS = ["a", "b", "c"] as const;
const HOLD_MS = 480_000;
const SKEW_MS = 600_000;

interface Known {
  id: string;
  member: string;
  attempt: number;
  seats: number[];
  until: number;
  /** Null while the answer is lost. */
  fence: number | null;
}

/** A read of PostgreSQL that is under way. */
interface Reading {
  reads: ReservationRead[];
  before: Section["seats"];
}

/** One schedule's world; `step` does something at random, `settle` lets everything come to its end. */
export class World {
  now = 1_000_000;
  section = emptySection(SEATS);
  readonly database: Database;
  readonly faults = new Set<string>();
  private readonly random: Random;
  private readonly plan: Plan;
  private skew = 0;
  private serial = 0;
  private readonly known: Known[] = [];
  private readonly baskets = new Map<string, number>();
  private readonly waiting = new Set<string>();
  private readonly late: ReservationRead[] = [];
  private reading: Reading | null = null;
  /** Reservations whose seats are pinned and whose attempt is not open yet. */
  private readonly paying: string[] = [];
  /** How often the storage was lost, and how often it had been when a reservation's seats were pinned last. */
  losses = 0;
  readonly pinnedAfter = new Map<string, number>();
  /** What a message did that it must not: the first such thing. */
  wrong: string | null = null;
  private readonly released: { id: string; fence: number }[] = [];
  /** A pledge that has read its holds and not yet reached PostgreSQL. */
  private readonly pledging: Omit<Row, "state" | "attempt">[] = [];

  constructor(random: Random, plan: Plan) {
    this.random = random;
    this.plan = plan;
    this.database = new Database(plan);
    this.skew = random.chance(0.3) ? random.between(-SKEW_MS, SKEW_MS) : 0;
  }

  private get clock(): number {
    return this.now + this.skew;
  }

  /** Does one thing. */
  step(): void {
    const { random } = this;
    this.now += random.pick([0, 0, 10, 1_000, 20_000, 60_000]);
    random.pick(ACTS).call(this);
  }

  hold(): void {
    const member = this.random.pick(MEMBERS);
    const seats = pickSeats(this.random);
    const until = this.basketOf(member);
    this.ask({ id: `h${++this.serial}`, member, attempt: 1, seats, until, fence: null });
  }

  /** Asks again under the same key: a lost answer, a second tab, or a request that was late. */
  repeat(): void {
    const known = this.any(this.known);
    if (!known) return;
    const older = this.random.chance(0.3);
    this.ask(older ? { ...known } : { ...known, attempt: known.attempt + 1 }, known);
  }

  private ask(request: Known, before?: Known): void {
    const answer = this.plan.held(this.section, request, this.clock);
    if (answer.ok) this.section = applied(this.section, answer.value.change);
    const isLost = this.random.chance(0.1);
    if (isLost) this.faults.add("answer of a hold lost");
    const fence = answer.ok && !isLost ? answer.value.hold.fence : null;
    const id = answer.ok && !isLost ? answer.value.hold.id : request.id;
    if (before && before.id === id) Object.assign(before, { attempt: request.attempt, fence });
    else if (answer.ok) this.known.push({ ...request, id, fence });
  }

  release(): void {
    const known = this.any(this.known.filter(({ fence }) => fence !== null));
    // A release may come late, when its key holds seats anew.
    const isLate = this.random.chance(0.5);
    const named = isLate
      ? this.any(this.released)
      : known && { id: known.id, fence: known.fence ?? 0 };
    if (!named) return;
    this.released.push(named);
    const answer = this.plan.released(this.section, named, this.clock);
    if (!answer.ok) return;
    const hold = this.section.holds.get(named.id);
    if (hold && hold.fence !== named.fence)
      this.wrong ??= `${named.id} was ended by an older release`;
    this.section = applied(this.section, answer.value.change);
  }

  readForPledge(): void {
    const member = this.random.pick(MEMBERS);
    const named = new Map(
      this.known.flatMap(({ id, fence, member: owner }) => (owner === member ? [[id, fence]] : [])),
    );
    const holds = [...named].flatMap(([id, fence]) => {
      const hold = this.section.holds.get(id);
      const isLive = hold?.fence === fence && hold.reservation === null;
      return hold && isLive && !isOver(this.section, hold, this.clock) ? [hold] : [];
    });
    if (holds.length === 0) return;
    const items = holds.flatMap(({ id, fence, seats }) =>
      seats.map((seat) => ({ seat, hold: id, fence })),
    );
    const expiresAt = Math.max(...holds.map(({ until }) => until));
    this.pledging.push({ id: `r${++this.serial}`, member, expiresAt, items });
  }

  pledge(): void {
    const pledge = this.any(this.pledging);
    if (!pledge) return;
    // Sent twice now and then: the key finds the first one's row.
    if (this.random.chance(0.8)) this.pledging.splice(this.pledging.indexOf(pledge), 1);
    else this.faults.add("pledge sent twice");
    const taken = this.database.pledge(pledge, this.now);
    for (const id of taken) this.hint(id);
    if (taken.length === 0) this.hint(pledge.id);
  }

  pay(): void {
    if (this.random.chance(0.5)) this.openAttempt();
    const row = this.anyRow((each) => each.state === "PENDING" && !each.attempt);
    if (!row) return;
    for (const [id, fence] of new Map(row.items.map(({ hold, fence }) => [hold, fence]))) {
      const answer = this.plan.pinned(this.section, { id, fence, reservation: row.id }, this.clock);
      if (answer.ok) this.section = applied(this.section, answer.value.change);
      if (!answer.ok || this.random.chance(0.05)) {
        this.faults.add("died between pins");
        this.hint(row.id);
        return;
      }
    }
    this.pinnedAfter.set(row.id, this.losses);
    this.paying.push(row.id);
  }

  private openAttempt(): void {
    const id = this.any(this.paying);
    const row = this.database.rows.get(id ?? "");
    if (!id || !row) return;
    this.paying.splice(this.paying.indexOf(id), 1);
    this.database.open(row, `p${++this.serial}`, this.now);
    // Opened or refused: what was read meanwhile may have said otherwise.
    this.hint(row.id);
  }

  provider(): void {
    const row = this.anyRow((each) => each.attempt !== null);
    const late = this.any(
      [...this.database.payments.entries()].filter(([, { state }]) => state === "READY"),
    );
    if (late && this.random.chance(0.5)) late[1].state = "PAID";
    if (!row?.attempt) return;
    if (this.random.chance(0.5)) this.database.confirm(row.attempt);
    else {
      const [hangs, dies] = [this.random.chance(0.4), this.random.chance(0.2)];
      if (hangs) this.faults.add("payment hangs");
      if (dies) this.faults.add("died after the provider's word");
      this.database.abandon(row, hangs, dies, this.now);
    }
    this.hint(row.id);
  }

  sweep(): void {
    for (const row of this.database.rows.values()) {
      const before = row.state;
      this.database.expire(row, this.now);
      if (row.state !== before) this.hint(row.id);
    }
  }

  cancel(): void {
    const row = this.anyRow(({ state }) => state === "CONFIRMED" || state === "PENDING");
    if (!row) return;
    this.database.cancel(row, new Set(pickSeats(this.random)));
    this.hint(row.id);
  }

  /** Says "look"; now and then nobody hears it. */
  private hint(id: string): void {
    if (this.random.chance(0.2)) {
      this.faults.add("hint lost");
      return;
    }
    if (this.plan.sendsFacts) this.late.push(this.readOf(id));
    else this.waiting.add(id);
  }

  /** One read under way; all that wait are in the next. */
  reconcile(): void {
    const fact = this.random.chance(0.5) ? this.any(this.late) : undefined;
    if (fact) {
      this.late.splice(this.late.indexOf(fact), 1);
      this.finish({ reads: [fact], before: this.section.seats });
      return;
    }
    if (this.reading) {
      this.finish(this.reading);
      this.reading = null;
      return;
    }
    // The cron: every reservation that is not over.
    if (this.random.chance(0.3)) for (const id of this.database.rows.keys()) this.waiting.add(id);
    this.reading = {
      reads: [...this.waiting].map((id) => this.readOf(id)),
      before: this.section.seats,
    };
    this.waiting.clear();
  }

  private finish({ reads, before }: Reading): void {
    for (const read of reads) {
      const { change, isStale } = this.plan.reconciled(this.section, read, before, false);
      const then = this.section;
      this.section = applied(this.section, change);
      if (isStale) this.waiting.add(read.id);
      for (const [index, { state }] of this.section.seats.entries()) {
        const isFreed = then.seats[index]?.state === "pinned" && state !== "pinned";
        const wasPinned =
          before[index]?.state === "pinned" && before[index].by === then.seats[index]?.by;
        if (isFreed && state !== "sold" && !wasPinned)
          this.wrong ??= `seat ${index} was freed by what was read before it was pinned`;
      }
    }
  }

  private readOf(id: string): ReservationRead {
    const row = this.database.rows.get(id);
    const claims = (row?.items ?? []).filter(({ seat }) => this.database.claims.get(seat) === id);
    return {
      ...{ id, member: row?.member ?? "", state: row?.state ?? "CANCELLED" },
      ...{ isAttemptOpen: row?.attempt !== null && row !== undefined },
      ...{ expiresAt: row?.expiresAt ?? 0, claims: claims.map((each) => ({ ...each })) },
    };
  }

  /** The object dies; now and then its storage is lost too, and it is built anew from what PostgreSQL says. */
  die(): void {
    this.reading = null;
    this.waiting.clear();
    this.faults.add("section died");
    if (!this.random.chance(0.3)) return;
    this.faults.add("storage lost");
    this.section = emptySection(SEATS);
    this.losses += 1;
    this.rebuild();
  }

  private rebuild(): void {
    for (const id of this.database.rows.keys()) {
      this.finish({ reads: [this.readOf(id)], before: this.section.seats });
    }
  }

  /** Ends every attempt, lets every clock run out, and looks at everything once more. */
  settle(): void {
    for (const [id, payment] of this.database.payments) {
      if (payment.state === "PAID") this.database.confirm(id);
    }
    for (const row of this.database.rows.values())
      this.database.abandon(row, false, false, this.now);
    this.reading = null;
    for (const fact of this.late.splice(0))
      this.finish({ reads: [fact], before: this.section.seats });
    if (!this.plan.sendsFacts) this.rebuild();
  }

  /** All holds and reservations are over by then. */
  wait(): void {
    this.now += 4 * HOLD_MS + 2 * SKEW_MS;
    this.sweep();
    if (!this.plan.sendsFacts) this.rebuild();
  }

  /** Seats that the section would give to the next who asks. */
  get clockOfSection(): number {
    return this.clock;
  }

  private basketOf(member: string): number {
    const until = this.baskets.get(member) ?? 0;
    if (until > this.clock) return until;
    this.baskets.set(member, this.clock + HOLD_MS);
    return this.clock + HOLD_MS;
  }

  private anyRow(fits: (row: Row) => boolean): Row | undefined {
    return this.any([...this.database.rows.values()].filter(fits));
  }

  private any<T>(all: readonly T[]): T | undefined {
    return all[this.random.between(0, Math.max(0, all.length - 1))];
  }
}

/** What happens, the more often the more often it is named. */
const ACTS = ((w) => [
  ...[w.hold, w.hold, w.hold, w.repeat, w.repeat, w.release],
  ...[w.readForPledge, w.readForPledge, w.pledge, w.pledge, w.pay, w.pay, w.pay, w.pay],
  ...[w.provider, w.provider, w.provider, w.sweep, w.cancel, w.reconcile, w.reconcile, w.die],
])(World.prototype) as unknown as [() => void];

function pickSeats(random: Random): number[] {
  const from = random.between(0, SEATS - 1);
  return Array.from({ length: random.between(1, 2) }, (_, n) => (from + n) % SEATS);
}
