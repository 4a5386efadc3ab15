/** What a cursor may name. */
import { expect, test } from "vitest";
import { productPlace, serialPlace } from "./list-place.ts";

const ID = `prd_${"0z".repeat(13)}`;

test("a product's id is a place, and nothing around or inside it may differ", () => {
  expect(productPlace(ID)).toBe(ID);
  for (const text of ["", ` ${ID}`, `${ID}0`, ID.slice(0, -1), ID.replace("prd", "var")]) {
    expect([text, productPlace(text)]).toEqual([text, null]);
  }
  expect(productPlace(ID.toUpperCase())).toBeNull();
});

test("a whole number from 1, which JavaScript holds exactly, is a place", () => {
  expect([serialPlace("1"), serialPlace("999999999999999")]).toEqual([1, 999_999_999_999_999]);
  for (const text of ["", "0", "01", "-1", "1.5", "1e3", " 1", "1 ", "1000000000000000"]) {
    expect([text, serialPlace(text)]).toEqual([text, null]);
  }
});
