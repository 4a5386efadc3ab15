import { describe, expect, test } from "vitest";
import { type Sellable, saleRefusal } from "./on-sale.ts";

const STATUSES = ["draft", "active", "archived"] as const;
const of = (status: Sellable["status"], variants: number, media: number): Sellable => ({
  status,
  variants: Array(variants).fill(0),
  media: Array(media).fill(0),
});
const ALL = STATUSES.flatMap((status) =>
  [0, 1, 2].flatMap((variants) => [0, 1, 2].map((media) => of(status, variants, media))),
);
const missing = (now: Sellable | null, next: Sellable) => {
  const refused = saleRefusal(now, next);
  return refused && !refused.ok ? (refused.error.errors ?? []).map(({ path }) => path) : [];
};

describe("a product on sale", () => {
  test("can be reached from nothing that is not on sale without a variant and a picture", () => {
    for (const next of ALL) {
      for (const now of [null, ...ALL.filter(({ status }) => status !== "active")]) {
        const wanted = [
          ...(next.variants.length === 0 ? ["variants"] : []),
          ...(next.media.length === 0 ? ["media"] : []),
        ];
        expect(missing(now, next)).toEqual(next.status === "active" ? wanted : []);
      }
    }
  });
  test("is refused by code, of the product and of each part that it lacks", () => {
    const refused = saleRefusal(null, of("active", 0, 1));
    expect(refused?.ok === false && refused.error).toMatchObject({
      code: "product_incomplete",
      errors: [{ path: "variants", code: "missing" }],
    });
    expect(saleRefusal(null, of("active", 1, 1))).toBeNull();
  });
  test("loses neither its last variant nor its last picture", () => {
    expect(missing(of("active", 1, 1), of("active", 0, 1))).toEqual(["variants"]);
    expect(missing(of("active", 1, 1), of("active", 1, 0))).toEqual(["media"]);
  });
  test("that lacks something already can be mended part by part, and taken out of the shop", () => {
    expect(missing(of("active", 0, 0), of("active", 1, 0))).toEqual([]);
    expect(missing(of("active", 0, 0), of("active", 0, 1))).toEqual([]);
    for (const now of ALL) expect(missing(now, of("archived", 0, 0))).toEqual([]);
  });
});
