/** The plan of an event's seats as staff write it: a generator of rows, grades with their prices. @see specs/ticketing.md 27 */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { PerformanceId } from "./ids.ts";
import { Currency, PRICE_MINOR_MAX } from "./money.ts";
import { operations } from "./operation.ts";
import { EVENT_SEATS_MAX, SECTION_SEATS_MAX, SECTIONS_MAX, SectionKind } from "./seats.ts";
import { line } from "./text.ts";
import { Timestamp } from "./time.ts";

const text = z.strictObject({ ko: line(40), en: line(40) });
const GradeKey = z.string().regex(/^[A-Z]{1,4}$/, "must be one to four capital letters");
const indexes = z
  .array(
    z
      .int()
      .min(0)
      .max(SECTION_SEATS_MAX - 1),
  )
  .max(SECTION_SEATS_MAX);

/** A section as rows of seats. Row 0 is at the stage; a seat's index counts row by row, from the left. */
export const SectionInput = z
  .strictObject({
    no: z.int().min(1).max(99),
    name: text,
    kind: SectionKind,
    grade: GradeKey.describe("Of every row that `rowGrades` does not name"),
    rows: z.int().min(1).max(100),
    seatsPerRow: z.int().min(1).max(SECTION_SEATS_MAX),
    rowNames: z.enum(["1", "A", "가"]).default("1"),
    numbering: z
      .enum(["left", "centre"])
      .default("left")
      .describe("`centre`: odd numbers to the left of the middle, even ones to the right"),
    aislesAfter: z
      .array(z.int().min(1))
      .max(20)
      .default([])
      .describe("Seats of a row before an aisle"),
    rowGrades: z
      .array(z.strictObject({ from: z.int().min(0), to: z.int().min(0), grade: GradeKey }))
      .max(20)
      .default([]),
    blocked: indexes.default([]).describe("Not on sale"),
    accessible: indexes.default([]),
    restricted: indexes.default([]).describe("With a restricted view"),
  })
  .refine(({ rows, seatsPerRow }) => rows * seatsPerRow <= SECTION_SEATS_MAX, {
    message: `must have at most ${SECTION_SEATS_MAX} seats`,
    path: ["rows"],
  });
/** A parsed `SectionInput`. */
export type SectionInput = z.infer<typeof SectionInput>;

/** All sections with their grades. */
export const LayoutInput = z
  .strictObject({
    currency: Currency.default("KRW"),
    grades: z
      .array(
        z.strictObject({
          key: GradeKey,
          name: text,
          priceMinor: z.int().min(0).max(PRICE_MINOR_MAX),
        }),
      )
      .min(1)
      .max(10),
    sections: z.array(SectionInput).min(1).max(SECTIONS_MAX),
  })
  .meta({
    id: "LayoutInput",
    example: {
      grades: [{ key: "R", name: { ko: "R석", en: "Class R" }, priceMinor: 110000 }],
      sections: [
        {
          no: 1,
          name: { ko: "1층", en: "Stalls" },
          kind: "SEATED",
          grade: "R",
          rows: 10,
          seatsPerRow: 20,
        },
      ],
    },
  });
/** A parsed `LayoutInput`. */
export type LayoutInput = z.infer<typeof LayoutInput>;

/** A plan as staff see it. */
export const AdminLayout = z
  .object({
    event: PerformanceId,
    version: z.int().positive().describe("1 where there is none yet: the first plan is version 2"),
    layout: LayoutInput.nullable(),
    seats: z.int().nonnegative().max(EVENT_SEATS_MAX),
    createdAt: Timestamp.nullable(),
  })
  .meta({ id: "AdminLayout" });
/** A parsed `AdminLayout`. */
export type AdminLayout = z.infer<typeof AdminLayout>;

const params = z.object({ event: PerformanceId });

/** Reservation's operations of plans for staff. */
export const seatAdministrationGroups = {
  seatAdministration: operations("Seat administration", {
    adminGetLayout: {
      ...ADMIN,
      method: "get",
      path: "/api/admin/seats/{event}",
      summary: "The plan of an event's seats, with its version",
      params,
      responses: { 200: AdminLayout },
      headers: ["ETag"],
      errors: [],
    },
    adminPutLayout: {
      ...ADMIN_WRITE,
      method: "put",
      path: "/api/admin/seats/{event}",
      summary: "Write the plan anew, before the sale opens and while no seat is sold",
      params,
      body: LayoutInput,
      ifMatch: true,
      responses: { 200: AdminLayout },
      headers: ["ETag"],
      errors: ["layout_invalid", "seat_in_use"],
    },
  }),
};
