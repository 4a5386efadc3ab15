/** The seats that a plan makes: ids, labels, places and prices. Pure. @see specs/ticketing.md 27, 28 */
import type { Failure } from "@edgemart/contracts/result";
import { EVENT_SEATS_MAX, type SeatPlan, type SectionPlan } from "@edgemart/contracts/seats";
import type { LayoutInput, SectionInput } from "@edgemart/contracts/seats-administration";

type PlanSeat = SectionPlan["seats"][number];

const HANGUL = "가나다라마바사아자차카타파하";

/** Spells a seat's id. */
export function seatId(section: number, index: number): string {
  return `s${String(section).padStart(2, "0")}-${String(index).padStart(4, "0")}`;
}

/** Reads one. @param id of the form that the contract demands */
export function placeOf(id: string): { section: number; index: number } {
  return { section: Number(id.slice(1, 3)), index: Number(id.slice(4)) };
}

/** How many seats a section has. */
export function seatCount({ rows, seatsPerRow }: SectionInput): number {
  return rows * seatsPerRow;
}

/** The grade of a seat. */
export function gradeOf({ grade, rowGrades, seatsPerRow }: SectionInput, index: number): string {
  const row = Math.floor(index / seatsPerRow);
  return rowGrades.find(({ from, to }) => row >= from && row <= to)?.grade ?? grade;
}

/** Seats of a section, in the order of their indexes. */
export function seatsOf(section: SectionInput): PlanSeat[] {
  const { aislesAfter, kind, no, seatsPerRow } = section;
  const [accessible, restricted] = [new Set(section.accessible), new Set(section.restricted)];
  return Array.from({ length: seatCount(section) }, (_, index) => {
    const [y, column] = [Math.floor(index / seatsPerRow), index % seatsPerRow];
    const row = kind === "STANDING" ? "" : rowName(section.rowNames, y);
    return {
      id: seatId(no, index),
      row,
      label: kind === "STANDING" ? "" : numberOf(section, column),
      x: column + aislesAfter.filter((after) => after <= column).length,
      y,
      grade: gradeOf(section, index),
      accessible: accessible.has(index),
      restricted: restricted.has(index),
    };
  });
}

/** The plan as shoppers read it. */
export function planOf(event: string, version: number, layout: LayoutInput): SeatPlan {
  return {
    event,
    version,
    grades: layout.grades.map(({ key, name, priceMinor }) => ({
      key,
      name,
      price: { amountMinor: priceMinor, currency: layout.currency },
    })),
    sections: layout.sections.map(planSection),
  };
}

/** A section as the plan names it. */
export function planSection(section: SectionInput): SeatPlan["sections"][number] {
  const { kind, name, no, grade, rowGrades, rows } = section;
  const named = new Set(rowGrades.map((each) => each.grade));
  const isWhole = Array.from({ length: rows }, (_, row) => row).every((row) =>
    rowGrades.some(({ from, to }) => row >= from && row <= to),
  );
  const grades = isWhole ? [...named] : [...new Set([grade, ...named])];
  return { no, name, kind, grades, seats: seatCount(section) };
}

/** What is wrong with a plan besides its form; null when nothing is. */
export function layoutMisfit(layout: LayoutInput): Failure<"layout_invalid"> | null {
  const grades = new Set(layout.grades.map(({ key }) => key));
  if (grades.size < layout.grades.length) return wrong("grades", "must name each grade once");
  const numbers = new Set(layout.sections.map(({ no }) => no));
  if (numbers.size < layout.sections.length)
    return wrong("sections", "must number each section once");
  const total = layout.sections.reduce((sum, section) => sum + seatCount(section), 0);
  if (total > EVENT_SEATS_MAX)
    return wrong("sections", `must have at most ${EVENT_SEATS_MAX} seats`);
  for (const [n, section] of layout.sections.entries()) {
    const unknown = [section.grade, ...section.rowGrades.map(({ grade }) => grade)].find(
      (key) => !grades.has(key),
    );
    if (unknown) return wrong(`sections.${n}.grade`, `there is no grade ${unknown}`);
    for (const list of ["blocked", "accessible", "restricted"] as const) {
      const outside = section[list].some((index) => index >= seatCount(section));
      if (outside) return wrong(`sections.${n}.${list}`, "names a seat that the section has not");
    }
  }
  return null;
}

function rowName(kind: SectionInput["rowNames"], row: number): string {
  if (kind === "1") return `${row + 1}`;
  const letters = kind === "A" ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : HANGUL;
  const round = Math.floor(row / letters.length);
  return `${letters[row % letters.length]}${round === 0 ? "" : round + 1}`;
}

/** From the left 1, 2, 3 …; from the middle odd numbers to the left and even ones to the right. */
function numberOf({ numbering, seatsPerRow }: SectionInput, column: number): string {
  if (numbering === "left") return `${column + 1}`;
  const left = Math.ceil(seatsPerRow / 2);
  return column < left ? `${2 * (left - 1 - column) + 1}` : `${2 * (column - left) + 2}`;
}

function wrong(path: string, message: string): Failure<"layout_invalid"> {
  return { code: "layout_invalid", errors: [{ path, code: "custom", message }] };
}
