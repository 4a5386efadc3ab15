/** Lists that one expression makes: the first row is proof of the others; and how fields are named. */
import { expect, test } from "vitest";
import { z } from "zod";
import { QuotedRow } from "./quoted-line.ts";
import * as shapes from "./rows.ts";
import { Cards, RailRows } from "./rows.ts";

const text = { ko: "컵", en: "Cup" };
const card = {
  id: "prd_1",
  slug: "cup",
  title: text,
  brand: text,
  category: { slug: "mugs", name: text },
  priceMinor: 9000,
  priceMaxMinor: 9000,
  compareAtMinor: null,
  currency: "KRW",
  inStock: true,
  createdAt: "2026-11-20T09:00:00+00:00",
  media: [],
};

test("tiles pass as they are", () => {
  expect(Cards.parse([card, card])).toEqual([card, card]);
  expect(Cards.parse([])).toEqual([]);
});

test("a statement that gives tiles of another shape is refused, and its column named", () => {
  const { priceMinor: _, ...rest } = card;
  const refused = Cards.safeParse([{ ...rest, price: 9000 }]);
  expect(refused.error?.issues.map(({ path }) => path)).toEqual([[0, "priceMinor"]]);
  expect(Cards.safeParse([{ ...card, currency: "XXX" }]).success).toBe(false);
  expect(Cards.safeParse({ 0: card }).success).toBe(false);
});

test("a rail that is empty is not in the answer, and is an empty list", () => {
  expect(RailRows.parse({ newest: [card] })).toEqual({ featured: [], newest: [card], popular: [] });
});

test("every field of a row is named in camelCase", () => {
  const shapesOfRows = [...Object.values(shapes), QuotedRow];
  const names = new Set(shapesOfRows.flatMap(fieldsOf));
  expect(names.size).toBeGreaterThan(30);
  expect([...names].filter((name) => !/^[a-z][a-zA-Z]*$/.test(name))).toEqual([]);
});

/** Names of the fields of a shape and of what is in it; a name at any depth. */
function fieldsOf(shape: z.ZodType): string[] {
  const document = z.toJSONSchema(shape, { unrepresentable: "any", io: "input" });
  const found: string[] = [];
  JSON.stringify(document, (key, value) => {
    if (key === "properties") found.push(...Object.keys(value));
    return value;
  });
  return found;
}
