/** The seats of one section of one event: a Durable Object, one thread, so that no seat is held twice. @see specs/ticketing.md 6, 29–33, 37, 38 */
import { DurableObject } from "cloudflare:workers";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { gradeOf, seatCount } from "../core/seat-plan.ts";
import {
  applied,
  type Change,
  emptySection,
  GRACE_MS,
  held,
  isFree,
  isOver,
  note,
  released,
  type Section,
} from "../core/section.ts";
import { reconciled } from "../core/section-reconcile.ts";
import { objectReads } from "../deps.ts";
import type { HoldQuestion, SectionHeld, SectionRefusal } from "../ports/seats.ts";
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
    if (!(await this.#isReady(question))) return err("section_loading", { retryAfterSeconds: 1 });
    const now = Date.now();
    const closed = saleRefusal(question, now);
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
    if (!(await this.#isReady(named))) return err("section_loading", { retryAfterSeconds: 1 });
    const now = Date.now();
    const hold = this.#section().holds.get(id);
    if (!hold || hold.member !== member) return err("hold_expired");
    const result = released(this.#section(), { id, fence: hold.fence }, now);
    if (!result.ok) return result;
    this.#write(result.value.change, now);
    return ok(null);
  }

  /** Which seats may not be taken now: a bit for each, the first the lowest of the first byte. */
  async taken(
    named: Named,
  ): Promise<Result<{ free: number; total: number; bits: string }, "section_loading">> {
    if (!(await this.#isReady(named))) return err("section_loading", { retryAfterSeconds: 1 });
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

  async #fill({ eventId, section: no, layoutVersion }: Named): Promise<boolean> {
    const { claims, layouts } = objectReads(this.env);
    const [layout, reservations] = await Promise.all([
      layouts.version(eventId, layoutVersion),
      claims.ofSection(eventId, no),
    ]);
    const own = layout?.body.sections.find((each) => each.no === no);
    if (!layout || !own) return false;
    const { currency, grades } = layout.body;
    const prices = Object.fromEntries(grades.map(({ key, priceMinor }) => [key, priceMinor]));
    const terms = { eventId, layoutVersion, section: own, currency, prices };
    const fence = this.#known?.section.fence ?? 0;
    let section: Section = { ...emptySection(seatCount(own)), fence };
    const blocked: Change = {
      seats: new Map(own.blocked.map((index) => [index, { state: "blocked", by: null }] as const)),
    };
    const changes = [blocked];
    section = applied(section, blocked);
    for (const read of reservations) {
      const { change } = reconciled(section, read, section.seats, false);
      changes.push(change);
      section = applied(section, change);
    }
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

/** Of the event's state, which may be some seconds old, only these count; the times are judged here. */
function saleRefusal({ facts }: HoldQuestion, now: number): "sale_not_open" | "sale_closed" | null {
  if (facts.state === "CANCELLED" || facts.state === "POSTPONED") return "sale_closed";
  if (facts.state === "DRAFT" || now < Date.parse(facts.saleOpensAt)) return "sale_not_open";
  return now >= Date.parse(facts.saleClosesAt) ? "sale_closed" : null;
}
