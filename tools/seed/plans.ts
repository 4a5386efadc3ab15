/** The plan of seats that every demo event has. */
import type { LayoutInput } from "@edgemart/contracts/seats-administration";

const won = (key: string, ko: string, en: string, priceMinor: number) => ({
  key,
  name: { ko, en },
  priceMinor,
});

/** Stalls of two grades, a balcony, and a standing area: 980 places. */
export const plan: LayoutInput = {
  currency: "KRW",
  grades: [
    won("VIP", "VIP석", "VIP", 150_000),
    won("R", "R석", "Class R", 110_000),
    won("S", "S석", "Class S", 77_000),
    won("ST", "스탠딩", "Standing", 55_000),
  ],
  sections: [
    {
      ...{ no: 1, name: { ko: "1층", en: "Stalls" }, kind: "SEATED", grade: "R" },
      ...{ rows: 20, seatsPerRow: 24, rowNames: "1", numbering: "left", aislesAfter: [8, 16] },
      rowGrades: [{ from: 0, to: 4, grade: "VIP" }],
      ...{ blocked: [0, 23], accessible: [456, 457, 478, 479], restricted: [] },
    },
    {
      ...{ no: 2, name: { ko: "2층", en: "Balcony" }, kind: "SEATED", grade: "S" },
      ...{ rows: 10, seatsPerRow: 30, rowNames: "A", numbering: "centre", aislesAfter: [15] },
      ...{ rowGrades: [], blocked: [], accessible: [], restricted: [270, 299] },
    },
    {
      ...{ no: 3, name: { ko: "스탠딩", en: "Standing" }, kind: "STANDING", grade: "ST" },
      ...{ rows: 10, seatsPerRow: 20, rowNames: "1", numbering: "left", aislesAfter: [] },
      ...{ rowGrades: [], blocked: [], accessible: [], restricted: [] },
    },
  ],
};
