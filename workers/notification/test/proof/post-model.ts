/** What notification's statements decide, in memory: one call is one statement. @see workers/notification/src/adapters */
import { CATEGORIES, type Category, MAY_COME_TWICE } from "../../src/core/categories.ts";
import { DELIVERY_MOVES, type DeliveryState, type Settlement } from "../../src/core/delivery.ts";
import type { Plan } from "../../src/core/plan.ts";
import { RULES } from "../../src/core/rules.ts";
import { targetOf } from "../../src/core/targets.ts";
import type { Template } from "../../src/core/templates.ts";
import type { Claim, Claimed, DeliveryStore } from "../../src/ports/deliveries.ts";
import type { EventStore, Place } from "../../src/ports/events.ts";

/** A row of `event`. */
export interface EventRow {
  plan: Pick<Plan, "event" | "state">;
  /** How often it was planned. */
  planned: number;
}

/** A row of `delivery`. */
export interface DeliveryRow {
  id: string;
  eventId: string;
  rule: string;
  target: string;
  memberId: string | null;
  category: Category;
  template: Template;
  data: unknown;
  state: DeliveryState;
  reason: string | null;
  attempt: number;
  lost: number;
  nextMs: number;
  usefulMs: number;
  /** When the claim was made under which it may be sent. */
  claimedMs: number;
  /** Times that staff sent it again. */
  replays: number;
}

/** Rules that can be planted off. */
export interface PostRules {
  eventIsUnique: boolean;
  deliveryIsUnique: boolean;
  claimCountsLost: boolean;
  claimJudgesStale: boolean;
  claimJudgesOptOut: boolean;
  claimJudgesNight: boolean;
  claimJudgesNewer: boolean;
}

/** All as the statements have them. */
export const OUR_POST_RULES: PostRules = {
  eventIsUnique: true,
  deliveryIsUnique: true,
  claimCountsLost: true,
  claimJudgesStale: true,
  claimJudgesOptOut: true,
  claimJudgesNight: true,
  claimJudgesNewer: true,
};

/** Milliseconds a delivery belongs to who claimed it. */
export const LEASE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When the night of Korea ends in which a moment is; null by day: 21:00 to 08:00, nine hours before UTC. */
export function nightEnds(ms: number): number | null {
  const there = ms + 9 * HOUR_MS;
  const day = Math.floor(there / DAY_MS) * DAY_MS;
  const since = there - day;
  if (since >= 21 * HOUR_MS) return day + DAY_MS + 8 * HOUR_MS - 9 * HOUR_MS;
  return since < 8 * HOUR_MS ? day + 8 * HOUR_MS - 9 * HOUR_MS : null;
}

/** The tables. */
export class PostModel {
  readonly events = new Map<string, EventRow>();
  readonly deliveries: DeliveryRow[] = [];
  readonly cursors = new Map<string, Place>();
  /** Members who agreed to advertising, and to that of the night. */
  readonly consents = new Map<string, { day: boolean; night: boolean }>();
  /** Members who refused mails of the service. */
  readonly refused = new Set<string>();
  breaker = { untilMs: 0 };
  readonly rules: PostRules;
  readonly now: () => number;
  #ids = 0;

  constructor(now: () => number, rules: PostRules) {
    this.now = now;
    this.rules = rules;
  }

  #add(
    row: Pick<DeliveryRow, "eventId" | "rule" | "target" | "memberId" | "category" | "template">,
    data: unknown,
    usefulMs: number,
  ): DeliveryRow | null {
    const isSame = (d: DeliveryRow) =>
      d.eventId === row.eventId && d.rule === row.rule && d.target === row.target;
    if (this.rules.deliveryIsUnique && this.deliveries.some(isSame)) return null;
    const id = `dlv_${String(++this.#ids).padStart(26, "0")}`;
    const times = { nextMs: this.now(), usefulMs, claimedMs: 0, attempt: 0, lost: 0, replays: 0 };
    const made: DeliveryRow = { ...row, id, data, state: "due", reason: null, ...times };
    this.deliveries.push(made);
    return made;
  }

  /** One announcement is planned for members: no queue brings it. */
  announce(
    eventId: string,
    category: "service" | "marketing",
    content: unknown,
    members: readonly string[],
  ): void {
    const usefulMs = this.now() + (category === "service" ? 7 : 1) * DAY_MS;
    for (const memberId of members) {
      const told = { rule: "announced", target: `member:${memberId}`, memberId };
      const kind = { eventId, category, template: "announcement" as const };
      this.#add({ ...told, ...kind }, content, usefulMs);
    }
  }

  /** Whether a newer event of the same aggregate makes it untrue. */
  isSuperseded(eventId: string): boolean {
    const own = this.events.get(eventId)?.plan.event;
    const by = own ? (RULES[own.type]?.supersededBy ?? []) : [];
    return [...this.events.values()].some(
      ({ plan: { event, state } }) =>
        state === "planned" &&
        event.aggregate.id === own?.aggregate.id &&
        event.aggregate.sequence > own.aggregate.sequence &&
        by.includes(event.type),
    );
  }

  isOptedOut({ category, memberId }: Pick<DeliveryRow, "category" | "memberId">): boolean {
    if (memberId === null) return false;
    if (category === "service") return this.refused.has(memberId);
    return category === "marketing" && !this.consents.get(memberId)?.day;
  }

  /** The stores that verbs are given. */
  eventStore(): EventStore {
    return {
      keep: async (plan) => this.#keep(plan),
      unseen: async (ids) => ids.filter((id) => !this.events.has(id)),
      places: async () => new Map(this.cursors),
      advance: async (source, place) => {
        const before = this.cursors.get(source);
        const isOn =
          place &&
          (!before || place.at > before.at || (place.at === before.at && place.id > before.id));
        if (isOn) this.cursors.set(source, place);
      },
    };
  }

  #keep({ event, state, told, usefulSeconds }: Plan) {
    const known = this.events.get(event.id);
    if (known && this.rules.eventIsUnique) return { isNew: false, due: [], texts: [], pushes: [] };
    this.events.set(event.id, { plan: { event, state }, planned: (known?.planned ?? 0) + 1 });
    const usefulMs = Date.parse(event.occurredAt) + usefulSeconds * 1000;
    const due: string[] = [];
    for (const { byEmail, category, memberId, recipient, rule, template } of told) {
      if (!byEmail) continue;
      const row = {
        eventId: event.id,
        rule,
        target: targetOf(recipient),
        memberId,
        category,
        template,
      };
      const made = this.#add(row, event.data, usefulMs);
      if (!made) continue;
      const why = this.isSuperseded(event.id)
        ? "superseded"
        : usefulMs <= this.now()
          ? "stale"
          : this.isOptedOut(row)
            ? "opted_out"
            : null;
      if (why === null) due.push(made.id);
      else Object.assign(made, { state: "skipped", reason: why });
    }
    if (event.type === "member.deleted") this.#forget(event.aggregate.id);
    return { isNew: true, due, texts: [], pushes: [] };
  }

  #forget(memberId: string): void {
    this.consents.delete(memberId);
    for (const row of this.deliveries) {
      if (row.memberId === memberId && row.state === "due")
        this.#to(row, "skipped", "recipient_gone");
    }
  }

  #to(row: DeliveryRow, state: DeliveryState, reason: string | null): void {
    if (!DELIVERY_MOVES[row.state].includes(state)) {
      throw new Error(`${row.state} → ${state} is no move`);
    }
    Object.assign(row, { state, reason });
  }

  deliveryStore(): DeliveryStore {
    const own = ({ attempt, id }: Claimed) =>
      this.deliveries.find(
        (row) => row.id === id && row.state === "sending" && row.attempt === attempt,
      );
    return {
      claim: async (claim) => this.#claim(claim),
      settle: async (claimed, settlement) => {
        const row = own(claimed);
        if (row) this.#settle(row, settlement);
        return row !== undefined;
      },
      skip: async (claimed, reason) => {
        const row = own(claimed);
        if (row) this.#to(row, "skipped", reason);
        return row !== undefined;
      },
    };
  }

  #claim({ hasKeys, ids, limit }: Claim): Claimed[] {
    const now = this.now();
    if (this.breaker.untilMs > now) return [];
    const place = ({ category }: DeliveryRow) => CATEGORIES.indexOf(category);
    const due = this.deliveries
      .filter(({ id, nextMs, state }) => {
        const isOpen = state === "due" || state === "sending";
        return isOpen && nextMs <= now && (ids === null || ids.includes(id));
      })
      .sort((a, b) => place(a) - place(b) || a.nextMs - b.nextMs || (a.id < b.id ? -1 : 1));
    return due.slice(0, limit).flatMap((row) => this.#judge(row, hasKeys) ?? []);
  }

  #judge(row: DeliveryRow, hasKeys: boolean): Claimed | null {
    const now = this.now();
    const { rules } = this;
    const isLost = row.state === "sending";
    const isTwice = MAY_COME_TWICE.has(row.category);
    const isOver = isLost && !hasKeys && (row.lost > 0 || !isTwice) && rules.claimCountsLost;
    const night =
      row.category === "marketing" && !this.consents.get(row.memberId ?? "")?.night
        ? nightEnds(now)
        : null;
    const morning = rules.claimJudgesNight ? night : null;
    const ended =
      row.usefulMs <= now && rules.claimJudgesStale
        ? "stale"
        : this.isSuperseded(row.eventId) && rules.claimJudgesNewer
          ? "superseded"
          : this.isOptedOut(row) && rules.claimJudgesOptOut
            ? "opted_out"
            : null;
    row.lost += isLost ? 1 : 0;
    if (morning === null) row.attempt += 1;
    row.nextMs = morning ?? now + LEASE_MS;
    if (ended !== null) this.#to(row, "skipped", ended);
    else if (isOver) this.#to(row, "unknown", "lease_over");
    else if (morning !== null) {
      if (isLost) this.#to(row, "due", "lease_over");
      else row.reason = "night";
    } else {
      this.#to(row, "sending", isLost ? "lease_over" : row.reason);
      row.claimedMs = now;
      const { attempt, category, data, id, lost, target, template } = row;
      const occurredAt = new Date(now).toISOString();
      return { id, target, category, template, data, occurredAt, attempt, lost };
    }
    return null;
  }

  #settle(row: DeliveryRow, settlement: Settlement): void {
    const { isFree, isLost, reason, state, stops, waitSeconds } = settlement;
    this.#to(row, state, reason);
    row.attempt -= isFree ? 1 : 0;
    row.lost += isLost ? 1 : 0;
    if (state === "due") {
      const wanted = this.now() + waitSeconds * 1000;
      row.nextMs = Math.min(row.usefulMs, wanted);
    }
    if (stops) this.breaker = { untilMs: this.now() + stops.seconds * 1000 };
    else if (state === "sent") this.breaker = { untilMs: 0 };
  }

  /** Staff send a failed one again. */
  replay(row: DeliveryRow): boolean {
    if (row.state !== "dead" && row.state !== "unknown") return false;
    // Whether one that is dead left before is as unknown as it was: only who replays an unknown one allows another copy.
    const lost = row.state === "unknown" ? 0 : row.lost;
    if (row.state === "unknown") row.replays += 1;
    this.#to(row, "due", null);
    const now = this.now();
    Object.assign(row, { attempt: 0, lost, nextMs: now });
    row.usefulMs = Math.max(row.usefulMs, now + HOUR_MS);
    return true;
  }
}
