/** Posted forms and the changes they ask for. */
import { describe, expect, test } from "vitest";
import type { CartChange } from "./cart-change.ts";
import { cartChange, changeForm } from "./cart-form.ts";

describe("storefront 12, 25: cart: posted forms", () => {
  const meaning = (fields: Record<string, string>) =>
    cartChange({
      text: (name) => fields[name] ?? "",
      all: (name) => (fields[name] ?? "").split("|").filter(Boolean),
    });
  const wrong = (page = "/cart?notice=quantity") => ({ kind: "wrong_quantity", page });
  const rows: [fields: object, meant: object | null][] = [
    [
      { do: "add", sku: "A" },
      { kind: "add", sku: "A", quantity: 1 },
    ],
    [
      { do: "add", sku: "A", quantity: "3" },
      { kind: "add", sku: "A", quantity: 3 },
    ],
    [
      { do: "add", sku: "A", quantity: "99" },
      { kind: "add", sku: "A", quantity: 99 },
    ],
    ...["0", "-1", "100", "9999", "many", "1.5", "1e1", "١"].map((quantity): [object, object] => [
      { do: "add", slug: "moon-jar", quantity },
      wrong("/products/moon-jar?notice=quantity#buy"),
    ]),
    [
      { do: "add", slug: "moon-jar" },
      { kind: "choose", slug: "moon-jar", quantity: 1 },
    ],
    [{ do: "add", slug: "../x" }, null],
    [
      { do: "set", sku: "A", quantity: "0" },
      { kind: "set", sku: "A", quantity: 0, saw: null },
    ],
    [
      { do: "set", sku: "A", quantity: "2", to: "3", saw: "2" },
      { kind: "set", sku: "A", quantity: 3, saw: 2 },
    ],
    ...["", "-1", "100", "abc", "1.5"].map((quantity): [object, object] => [
      { do: "set", sku: "A", quantity },
      wrong(),
    ]),
    [
      { do: "restore", line: "A:2:900", at: "1" },
      { kind: "restore", line: { sku: "A", quantity: 2, priceSeenMinor: 900 }, at: 1 },
    ],
    [
      { do: "restore", line: "A:2", at: "0" },
      { kind: "restore", line: { sku: "A", quantity: 2, priceSeenMinor: null }, at: 0 },
    ],
    [{ do: "restore", line: "A:2:900", at: "-1" }, null],
    [{ do: "restore", line: "A:0:900", at: "1" }, null],
    [{ do: "set", sku: "A;B", quantity: "1" }, null],
    [{ do: "accept" }, { kind: "accept", seen: new Map() }],
    [
      { do: "accept", seen: "A:900|B:x|C" },
      { kind: "accept", seen: new Map([["A", 900]]) },
    ],
    [{ do: "buy", sku: "A" }, null],
    [{}, null],
  ];
  test.each(rows)("%j means %j", (fields, meant) => {
    expect(meaning(fields as Record<string, string>)).toEqual(meant);
  });

  const line = { sku: "A.1-b_C", quantity: 3, priceSeenMinor: 900 };
  const changes: CartChange[] = [
    { kind: "add", sku: line.sku, quantity: 99 },
    { kind: "set", sku: line.sku, quantity: 0, saw: 3 },
    { kind: "set", sku: line.sku, quantity: 4, saw: null },
    { kind: "restore", line, at: 39 },
    { kind: "restore", line: { ...line, priceSeenMinor: null }, at: 0 },
    {
      kind: "accept",
      seen: new Map([
        ["A", 900],
        [line.sku, 1],
      ]),
    },
    { kind: "accept", seen: new Map() },
  ];
  test.each(changes)("what is written as a form is read as the same change: %j", (change) => {
    const form = changeForm(change);
    const all = (name: string) => form.getAll(name);
    expect(cartChange({ text: (name) => form.get(name) ?? "", all })).toEqual(change);
  });
});
