/** Baskets of one share of an event's members: a Durable Object, so that a member's limit holds across sections. @see specs/ticketing.md 29, 31, 33 */
import { DurableObject } from "cloudflare:workers";
import type { Result } from "@edgemart/contracts/result";
import { type Basket, givenBack, type Line, NO_BASKET, taken } from "../core/basket.ts";
import { objectReads } from "../deps.ts";
import type { BasketRefusal, Baskets } from "../ports/seats.ts";

type Take = Parameters<Baskets["take"]>[0];
type Give = Parameters<Baskets["give"]>[0];

/** The object. Each verb may be repeated. */
export class MemberBaskets extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "create table if not exists basket (member text primary key, body text not null)",
    );
  }

  /** Takes a line. Before it refuses, and before a second basket, PostgreSQL is read; where it does not answer, what is known counts. */
  async take({
    eventId,
    member,
    hold,
    seats,
    perMember,
  }: Take): Promise<Result<{ until: number; attempt: number }, BasketRefusal>> {
    const input = { hold, seats, perMember };
    const first = taken(this.#basket(member), input, Date.now(), null);
    if (first.answer !== "read") {
      this.#keep(member, first.basket);
      return first.answer;
    }
    const read = await objectReads(this.env)
      .claims.ofMember(eventId, member)
      .catch(() => "away" as const);
    // What another call did while this one waited is seen: the basket is read again.
    const second = taken(this.#basket(member), input, Date.now(), read);
    if (second.answer === "read") throw new Error("a basket that was read asks to be read");
    this.#keep(member, second.basket);
    return second.answer;
  }

  /** Gives a line back, unless a younger request of its key was here. */
  async give({ member, hold, attempt }: Omit<Give, "eventId">): Promise<void> {
    this.#keep(member, givenBack(this.#basket(member), hold, attempt));
  }

  /** Gives the live lines of a member. */
  async mine(member: string): Promise<{
    until: number | null;
    lines: { hold: string; attempt: number; seats: string[] }[];
  }> {
    const { lines, until } = this.#basket(member);
    if (until <= Date.now()) return { until: null, lines: [] };
    const live = [...lines.values()].filter(({ isOver }) => !isOver);
    return {
      until: live.length > 0 ? until : null,
      lines: live.map(({ attempt, hold, seats }) => ({ hold, attempt, seats: [...seats] })),
    };
  }

  #basket(member: string): Basket {
    const [row] = this.ctx.storage.sql
      .exec<{ body: string }>("select body from basket where member = ?", member)
      .toArray();
    if (!row) return NO_BASKET;
    // Guarantee of the cast: only `#keep` writes it.
    const { lines, ...rest } = JSON.parse(row.body) as Omit<Basket, "lines"> & { lines: Line[] };
    return { ...rest, lines: new Map(lines.map((line) => [line.hold, line])) };
  }

  #keep(member: string, { lines, ...rest }: Basket): void {
    const body = JSON.stringify({ ...rest, lines: [...lines.values()].slice(-LINES_MAX) });
    this.ctx.storage.sql.exec(
      "insert or replace into basket (member, body) values (?, ?)",
      member,
      body,
    );
  }
}

/** More keys than these of one member are forgotten, the oldest first. */
const LINES_MAX = 200;
