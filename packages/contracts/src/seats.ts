/** Seats of an event: its plan, its map, and how a member holds them. @see specs/ticketing.md D */
import { z } from "zod";
import { PerformanceId, SeatHoldId } from "./ids.ts";
import { LocalText } from "./locale.ts";
import { Money } from "./money.ts";
import { operations } from "./operation.ts";
import { Timestamp } from "./time.ts";

/** Most seats of a section, sections of an event, and seats of an event. */
export const SECTION_SEATS_MAX = 2_000;
export const SECTIONS_MAX = 60;
export const EVENT_SEATS_MAX = 60_000;
/** Most seats of one request: no member may have more. */
export const HOLD_SEATS_MAX = 10;
/** Most sections of one request. */
export const HOLD_SECTIONS_MAX = 3;

/** A seat's place in its event: section and index within it. */
export const SeatId = z
  .string()
  .regex(/^s\d{2}-\d{4}$/, "must be a seat such as s01-0042")
  .meta({ example: "s01-0042" });

/** Kinds of section: in a standing one a place has no label. */
export const SectionKind = z.enum(["SEATED", "STANDING"]);

/** What a place costs. */
export const Grade = z.object({
  key: z.string(),
  name: LocalText,
  price: Money,
});

/** A section in the plan. */
export const PlanSection = z.object({
  no: z.int().min(1).max(99),
  name: LocalText,
  kind: SectionKind,
  grades: z.array(z.string()).describe("Keys of the grades that its seats have"),
  seats: z.int().positive(),
});

/** The plan of an event in one version, which never changes. */
export const SeatPlan = z
  .object({
    event: PerformanceId,
    version: z.int().positive(),
    grades: z.array(Grade),
    sections: z.array(PlanSection),
  })
  .meta({ id: "SeatPlan" });
/** A parsed `SeatPlan`. */
export type SeatPlan = z.infer<typeof SeatPlan>;

/** A seat in its section. */
export const PlanSeat = z.object({
  id: SeatId,
  row: z.string(),
  label: z.string(),
  x: z.int().describe("Column, from 0"),
  y: z.int().describe("Row, from 0 at the stage"),
  grade: z.string(),
  accessible: z.boolean(),
  restricted: z.boolean().describe("The view is restricted"),
});

/** The seats of one section in one version. */
export const SectionPlan = z
  .object({
    event: PerformanceId,
    version: z.int().positive(),
    section: PlanSection,
    seats: z.array(PlanSeat),
  })
  .meta({ id: "SectionPlan" });
/** A parsed `SectionPlan`. */
export type SectionPlan = z.infer<typeof SectionPlan>;

/** What may be taken now. */
export const SeatMap = z
  .object({
    event: PerformanceId,
    version: z.int().positive().describe("Of the plan"),
    now: Timestamp,
    sections: z.array(
      z.object({
        no: z.int(),
        free: z.int().nonnegative(),
        total: z.int().nonnegative(),
        taken: z
          .string()
          .describe(
            "Base64 of a bit for each seat in the order of the plan, the first the lowest: 1 is taken",
          ),
      }),
    ),
  })
  .meta({ id: "SeatMap" });
/** A parsed `SeatMap`. */
export type SeatMap = z.infer<typeof SeatMap>;

/** Asks for seats. */
export const HoldInput = z
  .strictObject({
    event: PerformanceId,
    seats: z
      .array(SeatId)
      .min(1)
      .max(HOLD_SEATS_MAX)
      .refine((seats) => new Set(seats).size === seats.length, "must name each seat once")
      .refine(
        (seats) => new Set(seats.map((seat) => seat.slice(0, 3))).size <= HOLD_SECTIONS_MAX,
        `must be of at most ${HOLD_SECTIONS_MAX} sections`,
      ),
  })
  .meta({ id: "HoldInput" });
/** A parsed `HoldInput`. */
export type HoldInput = z.infer<typeof HoldInput>;

/** A seat that is held, at the price it was held for. */
export const HeldSeat = z.object({ id: SeatId, grade: z.string(), price: Money });
/** A parsed `HeldSeat`. */
export type HeldSeat = z.infer<typeof HeldSeat>;

/** Seats that are kept for a member. */
export const SeatHold = z
  .object({
    id: SeatHoldId,
    event: PerformanceId,
    seats: z.array(HeldSeat),
    until: Timestamp.describe("When the whole basket is over, set by its first hold"),
    now: Timestamp,
  })
  .meta({ id: "SeatHold" });
/** A parsed `SeatHold`. */
export type SeatHold = z.infer<typeof SeatHold>;

/** What a member holds in an event. */
export const Basket = z
  .object({
    event: PerformanceId,
    until: Timestamp.nullable(),
    holds: z.array(z.object({ id: SeatHoldId, seats: z.array(SeatId) })),
    now: Timestamp,
  })
  .meta({ id: "Basket" });
/** A parsed `Basket`. */
export type Basket = z.infer<typeof Basket>;

const event = z.object({ event: PerformanceId });
const MEMBER = { credential: "bearer" } as const;

/** Reservation's operations of seats, by the policy they share at the gateway. */
export const seatGroups = {
  seatMaps: operations("Seats", {
    getSeatMap: {
      method: "get",
      path: "/api/seats/map/{event}",
      summary: "What may be taken now, section by section",
      credential: "none",
      params: event,
      responses: { 200: SeatMap },
      errors: ["section_loading", "sale_busy"],
    },
  }),
  seatPlans: operations("Seats", {
    getSeatPlan: {
      method: "get",
      path: "/api/seats/layout/{event}/{version}",
      summary: "The plan of an event: sections, grades, prices",
      credential: "none",
      params: z.object({ event: PerformanceId, version: z.coerce.number().int().min(1) }),
      responses: { 200: SeatPlan },
      headers: ["ETag"],
      errors: [],
    },
    getSectionPlan: {
      method: "get",
      path: "/api/seats/layout/{event}/{version}/{section}",
      summary: "The seats of a section",
      credential: "none",
      params: z.object({
        event: PerformanceId,
        version: z.coerce.number().int().min(1),
        section: z.coerce.number().int().min(1).max(99),
      }),
      responses: { 200: SectionPlan },
      headers: ["ETag"],
      errors: [],
    },
  }),
  baskets: operations("Seats", {
    getBasket: {
      ...MEMBER,
      method: "get",
      path: "/api/seats/basket/{event}",
      summary: "What you hold, and until when",
      params: event,
      responses: { 200: Basket },
      errors: ["sale_busy"],
    },
  }),
  holds: operations("Seats", {
    holdSeats: {
      ...MEMBER,
      method: "post",
      path: "/api/seats/holds",
      summary: "Hold seats, all or none; the same key finds the same hold",
      idempotency: "required",
      body: HoldInput,
      responses: { 200: SeatHold, 201: SeatHold },
      errors: [
        "not_found",
        "admission_required",
        "sale_not_open",
        "sale_closed",
        "seat_taken",
        "seat_not_for_you",
        "ticket_limit",
        "hold_expired",
        "idempotency_in_progress",
        "rate_limited",
        "basket_limit",
        "section_loading",
        "sale_busy",
      ],
    },
    releaseSeats: {
      ...MEMBER,
      method: "delete",
      path: "/api/seats/holds/{hold}",
      summary: "Give held seats back; the basket's time stays",
      idempotency: "optional",
      params: z.object({ hold: SeatHoldId }),
      query: event,
      responses: { 204: null },
      errors: ["reservation_over", "hold_expired", "section_loading", "sale_busy"],
    },
  }),
};
