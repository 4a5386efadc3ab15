/** Lists that one expression makes: the first row is proof of the others. */
import { expect, test } from "vitest";
import { Cards, RailRows } from "./rows.ts";

const text = { ko: "컵", en: "Cup" };
const card = {
  id: "prd_1",
  slug: "cup",
  title: text,
  brand: text,
  category: { slug: "mugs", name: text },
  price_minor: 9000,
  price_max_minor: 9000,
  compare_at_minor: null,
  currency: "KRW",
  in_stock: true,
  created_at: "2026-11-20T09:00:00+00:00",
  media: [],
};

test("tiles pass as they are", () => {
  expect(Cards.parse([card, card])).toEqual([card, card]);
  expect(Cards.parse([])).toEqual([]);
});

test("a statement that gives tiles of another shape is refused, and its column named", () => {
  const { price_minor: _, ...rest } = card;
  const refused = Cards.safeParse([{ ...rest, price: 9000 }]);
  expect(refused.error?.issues.map(({ path }) => path)).toEqual([[0, "price_minor"]]);
  expect(Cards.safeParse([{ ...card, currency: "XXX" }]).success).toBe(false);
  expect(Cards.safeParse({ 0: card }).success).toBe(false);
});

test("a rail that is empty is not in the answer, and is an empty list", () => {
  expect(RailRows.parse({ newest: [card] })).toEqual({ featured: [], newest: [card], popular: [] });
});
