/** A section and PostgreSQL under one seeded schedule: words that come late or not at all, deaths, lost storage. */
import type { Random } from "@edgemart/testkit/random";
import {
  applied,
  emptySection,
  type held,
  type pinned,
  type released,
  type Section,
} from "../../src/core/section.ts";
import type { ReservationRead, reconciled } from "../../src/core/section-reconcile.ts";
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

/** Seats of the section. */
export const SEATS = 5;
/** Longest that a clock is off. */
export const SKEW_MS = 600_000;

/** A read of PostgreSQL that is under way. */
interface Reading {
  reads: ReservationRead[];
  before: Section["seats"];
}

/** The section and its PostgreSQL, and the words between them. */
export class Stage {
  now = 1_000_000;
  section = emptySection(SEATS);
  readonly database: Database;
  readonly faults = new Set<string>();
  protected readonly random: Random;
  protected readonly plan: Plan;
  protected skew = 0;
  protected readonly waiting = new Set<string>();
  protected readonly late: ReservationRead[] = [];
  protected reading: Reading | null = null;
  /** How often the storage was lost, and how often it had been when a reservation's seats were pinned last. */
  losses = 0;
  readonly pinnedAfter = new Map<string, number>();
  /** What a message did that it must not: the first such thing. */
  wrong: string | null = null;

  constructor(random: Random, plan: Plan) {
    this.random = random;
    this.plan = plan;
    this.database = new Database(plan);
    this.skew = random.chance(0.3) ? random.between(-SKEW_MS, SKEW_MS) : 0;
  }

  protected get clock(): number {
    return this.now + this.skew;
  }

  /** Says "look"; now and then no one hears it. */
  protected hint(id: string): void {
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

  protected finish({ reads, before }: Reading): void {
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

  protected readOf(id: string): ReservationRead {
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

  protected rebuild(): void {
    for (const id of this.database.rows.keys()) {
      this.finish({ reads: [this.readOf(id)], before: this.section.seats });
    }
  }

  /** Seats that the section would give to the next who asks. */
  get clockOfSection(): number {
    return this.clock;
  }

  protected anyRow(fits: (row: Row) => boolean): Row | undefined {
    return this.any([...this.database.rows.values()].filter(fits));
  }

  protected any<T>(all: readonly T[]): T | undefined {
    return all[this.random.between(0, Math.max(0, all.length - 1))];
  }
}
