/** The seats of one section of one event: a Durable Object, one thread, so that no seat is held twice. @see specs/ticketing.md 6, 29–33, 37, 38 */
import { DurableObject } from "cloudflare:workers";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { saleRefusal } from "../core/sale-refusal.ts";
import { gradeOf } from "../core/seat-plan.ts";
import {
  applied,
  type Change,
  GRACE_MS,
  held,
  isFree,
  isOver,
  note,
  ownHeld,
  pinned,
  released,
  type Section,
} from "../core/section.ts";
import { reconciled } from "../core/section-reconcile.ts";
import { objectReads } from "../deps.ts";
import type { HoldQuestion, SectionHeld, SectionRefusal } from "../ports/seats.ts";
import { filledSection } from "./filled-section.ts";
import {
  fill,
  forgetNoted,
  makeTables,
  readSection,
  type SectionTerms,
  write,
} from "./section-rows.ts";

/** How long after the last hold an object tidies itself; holds that are over are free before, on read. */
const TIDY_MS = 600_000;

/** Seats that changed while a read was under way are read again so often. */
const LOOKS_MAX = 3;

/** Which section, and which version of its plan the caller read. */
type Named = Pick<HoldQuestion, "eventId" | "section" | "layoutVersion">;

/** The object. Its verbs answer `Result`; each may be repeated. */
export class SectionSeats extends DurableObject<Env> {
  #known: { section: Section; terms: SectionTerms } | null;
  #filling: Promise<boolean> | null = null;
  #hasAlarm = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    makeTables(ctx.storage.sql);
    this.#known = readSection(ctx.storage.sql);
  }

  /** Holds seats, all or none: one synchronous block, judged by this object's clock. */
  async hold(
    question: HoldQuestion,
  ): Promise<
    Result<
      { id: string; fence: number; until: number; seats: SectionHeld[]; isNew: boolean },
      SectionRefusal
    >
  > {
    if (!(await this.#isReady(question))) return loading();
    const now = Date.now();
    const closed = saleRefusal(question.facts, now);
    if (closed) {
      this.#write(note(question), now);
      return err(closed);
    }
    const known = this.#section();
    const result = held(known, question, now);
    if (!result.ok) {
      if (result.error.code !== "idempotency_in_progress") this.#write(note(question), now);
      return result;
    }
    const isNew = !known.holds.has(result.value.hold.id);
    this.#write(result.value.change, now);
    this.#arm();
    const { id, fence, until, seats } = result.value.hold;
    return ok({ id, fence, until, isNew, seats: seats.map((index) => this.#priced(index)) });
  }

  /** Gives a hold back; another's is not there. */
  async release(
    named: Named,
    { id, member }: { id: string; member: string },
  ): Promise<Result<null, "hold_expired" | "reservation_over" | "section_loading">> {
    if (!(await this.#isReady(named))) return loading();
    const now = Date.now();
    const hold = this.#section().holds.get(id);
    if (!hold || hold.member !== member) return err("hold_expired");
    const result = released(this.#section(), { id, fence: hold.fence }, now);
    if (!result.ok) return result;
    this.#write(result.value.change, now);
    return ok(null);
  }

  /** Reads a hold for its pledge; another's, or one that is over, is not there. */
  async read(
    named: Named,
    { id, member }: { id: string; member: string },
  ): Promise<
    Result<
      { fence: number; until: number; seats: SectionHeld[] },
      "hold_expired" | "section_loading"
    >
  > {
    if (!(await this.#isReady(named))) return loading();
    const hold = ownHeld(this.#section(), { id, member }, Date.now());
    if (!hold) return err("hold_expired");
    const { fence, seats, until } = hold;
    return ok({ fence, until, seats: seats.map((index) => this.#priced(index)) });
  }

  /** Keeps the seats of a pledged hold: from now on only what PostgreSQL says frees them. */
  async pin(
    named: Named,
    hold: { id: string; fence: number; reservation: string },
  ): Promise<Result<null, "hold_expired" | "section_loading">> {
    if (!(await this.#isReady(named))) return loading();
    const now = Date.now();
    const result = pinned(this.#section(), hold, now);
    if (!result.ok) return result;
    this.#write(result.value.change, now);
    return ok(null);
  }

  /** Follows what PostgreSQL says: claims beat holds, and a claim that is gone frees its seat. One read is under way at most. */
  async look(named: Named): Promise<Result<null, "section_loading">> {
    if (!(await this.#isReady(named))) return loading();
    for (let tries = 0; tries < LOOKS_MAX; tries++) {
      const before = this.#section().seats;
      const held = [...this.#section().holds.values()].flatMap(
        ({ reservation }) => reservation ?? [],
      );
      const sold = before.flatMap(({ by, state }) => (state === "sold" && by !== null ? [by] : []));
      const { claims } = objectReads(this.env);
      const also = [...new Set([...held, ...sold])];
      const reads = await claims.ofSection(named.eventId, named.section, also);
      const now = Date.now();
      let isStale = false;
      for (const read of reads) {
        const result = reconciled(this.#section(), read, before, false);
        isStale ||= result.isStale;
        this.#write(result.change, now);
      }
      if (!isStale) break;
    }
    return ok(null);
  }

  /** Which seats may not be taken now: a bit for each, the first the lowest of the first byte. */
  async taken(
    named: Named,
  ): Promise<Result<{ free: number; total: number; bits: string }, "section_loading">> {
    if (!(await this.#isReady(named))) return loading();
    const [section, now] = [this.#section(), Date.now()];
    const total = section.seats.length;
    const bits = new Uint8Array(Math.ceil(total / 8));
    let free = 0;
    for (let index = 0; index < total; index++) {
      if (isFree(section, index, now)) free += 1;
      else bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
    }
    return ok({ free, total, bits: Buffer.from(bits).toString("base64") });
  }

  /** Tidies what is over; it was free before, on read. */
  override async alarm(): Promise<void> {
    this.#hasAlarm = false;
    const now = Date.now();
    if (this.#known) {
      const { section } = this.#known;
      const over = [...section.holds.values()].filter((hold) => isOver(section, hold, now));
      this.#write(
        {
          holds: new Map(over.map(({ id }) => [id, null])),
          seats: new Map(
            over.flatMap(({ id, seats }) =>
              seats
                .filter((index) => section.seats[index]?.by === id)
                .map((index) => [index, { state: "free", by: null }] as const),
            ),
          ),
          noted: new Map(over.map(({ id, attempt }) => [id, { attempt, isOver: true }])),
        },
        now,
      );
    }
    forgetNoted(this.ctx.storage.sql, now);
    if (this.#known && this.#known.section.holds.size > 0) this.#arm();
  }

  /** Fills the section from PostgreSQL when it was never filled, or its plan has a newer version. @returns false while it cannot */
  async #isReady(named: Named): Promise<boolean> {
    const { terms } = this.#known ?? {};
    if (terms && terms.layoutVersion >= named.layoutVersion) return true;
    // Of one object: those that wait share the read.
    this.#filling ??= this.#fill(named).finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  async #fill(named: Named): Promise<boolean> {
    const filled = await filledSection(
      objectReads(this.env),
      named,
      this.#known?.section.fence ?? 0,
    );
    if (!filled) return false;
    const { changes, section, terms } = filled;
    const now = Date.now();
    this.ctx.storage.transactionSync(() => {
      fill(this.ctx.storage.sql, terms);
      for (const change of changes) write(this.ctx.storage.sql, change, now);
    });
    this.#known = { section, terms };
    return true;
  }

  #section(): Section {
    if (!this.#known) throw new Error("a section that was not filled");
    return this.#known.section;
  }

  /** Stores a change, then knows it: a throw leaves both as they were. */
  #write(change: Change, now: number): void {
    if (!this.#known) return;
    this.ctx.storage.transactionSync(() => write(this.ctx.storage.sql, change, now));
    this.#known = { ...this.#known, section: applied(this.#known.section, change) };
  }

  #priced(index: number): SectionHeld {
    if (!this.#known) throw new Error("a section that was not filled");
    const { currency, prices, section } = this.#known.terms;
    const grade = gradeOf(section, index);
    return { index, grade, price: { amountMinor: prices[grade] ?? 0, currency } };
  }

  #arm(): void {
    if (this.#hasAlarm) return;
    this.#hasAlarm = true;
    void this.ctx.storage.setAlarm(Date.now() + TIDY_MS + GRACE_MS);
  }
}

function loading(): Result<never, "section_loading"> {
  return err("section_loading", { retryAfterSeconds: 1 });
}
